package dev.crowdline.intake.personaldata.messaging;

import dev.crowdline.contracts.Fact;
import dev.crowdline.contracts.routing.RouteCleared;
import dev.crowdline.contracts.sla.QuestionCleared;
import dev.crowdline.intake.personaldata.domain.Erasure.Cleared;
import dev.crowdline.intake.personaldata.persistence.ErasureTable;
import dev.crowdline.intake.personaldata.persistence.ErasureTable.Told;
import dev.crowdline.support.database.Tx;
import dev.crowdline.support.inbox.Arrivals;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import java.util.UUID;

/** Counts what the other services say that they have cleared: one statement for all of a batch. */
@ApplicationScoped
public class HearingOfErasures {
  private final ErasureTable erasures;

  HearingOfErasures(ErasureTable erasures) {
    this.erasures = erasures;
  }

  private record Key(String community, UUID erasureId, String service) {}

  /** Hears what concerns erasures. */
  public void apply(Tx tx, Arrivals arrivals) {
    Map<Key, Told> told = new HashMap<>();
    for (Fact<RouteCleared> fact : arrivals.of(RouteCleared.class)) {
      add(told, fact, fact.data().erasureId(), fact.data().texts());
    }
    for (Fact<QuestionCleared> fact : arrivals.of(QuestionCleared.class)) {
      add(told, fact, fact.data().erasureId(), fact.data().texts());
    }
    if (!told.isEmpty()) {
      erasures.hear(tx, told.values());
    }
  }

  private static void add(Map<Key, Told> told, Fact<?> fact, UUID erasureId, int texts) {
    Key key = new Key(fact.community(), erasureId, fact.service());
    told.merge(
        key,
        new Told(key.community(), erasureId, new Cleared(key.service(), 1, texts, fact.time())),
        (one, other) ->
            new Told(
                key.community(),
                erasureId,
                new Cleared(
                    key.service(),
                    one.cleared().requests() + other.cleared().requests(),
                    one.cleared().texts() + other.cleared().texts(),
                    later(one.cleared().at(), other.cleared().at()))));
  }

  private static Instant later(Instant one, Instant other) {
    return one.isAfter(other) ? one : other;
  }
}
