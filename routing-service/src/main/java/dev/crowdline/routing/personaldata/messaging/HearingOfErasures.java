package dev.crowdline.routing.personaldata.messaging;

import dev.crowdline.contracts.Fact;
import dev.crowdline.contracts.intake.RequestErased;
import dev.crowdline.contracts.routing.RouteCleared;
import dev.crowdline.routing.personaldata.persistence.PersonalTextTable;
import dev.crowdline.support.database.Tx;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.UUID;

/** Clears what people wrote in requests that are to be forgotten, and says so, once. */
@ApplicationScoped
public class HearingOfErasures {
  private final PersonalTextTable texts;

  HearingOfErasures(PersonalTextTable texts) {
    this.texts = texts;
  }

  /** Hears of erasures, at most one of each request. */
  public void hear(Tx tx, List<Fact<RequestErased>> facts, Instant now) {
    if (facts.isEmpty()) {
      return;
    }
    Map<UUID, Integer> cleared =
        texts.clear(
            tx,
            facts.stream()
                .map(fact -> new PersonalTextTable.Of(fact.community(), fact.subjectId()))
                .toList());
    for (Fact<RequestErased> fact : facts) {
      Integer count = cleared.get(fact.subjectId());
      if (count != null) {
        tx.stateFrom(fact, now, new RouteCleared(fact.data().erasureId(), count));
      }
    }
  }
}
