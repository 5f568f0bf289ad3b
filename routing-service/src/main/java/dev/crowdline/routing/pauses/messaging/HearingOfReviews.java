package dev.crowdline.routing.pauses.messaging;

import dev.crowdline.contracts.Fact;
import dev.crowdline.contracts.rewards.AnswerReviewed;
import dev.crowdline.routing.pauses.persistence.StopTable;
import dev.crowdline.routing.pauses.persistence.StopTable.Stop;
import dev.crowdline.support.database.Tx;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Instant;
import java.util.List;

/** Has members stopped of whom an answer was judged harmful. */
@ApplicationScoped
public class HearingOfReviews {
  private final StopTable stops;

  HearingOfReviews(StopTable stops) {
    this.stops = stops;
  }

  /** Hears of reviews; routes stay as they are. */
  public void hear(Tx tx, List<Fact<AnswerReviewed>> facts, Instant now) {
    List<Stop> harmful =
        facts.stream()
            .filter(fact -> fact.data().verdict() == AnswerReviewed.Verdict.HARMFUL)
            .map(fact -> new Stop(fact.community(), fact.data().memberId()))
            .distinct()
            .toList();
    if (!harmful.isEmpty()) {
      stops.add(tx, harmful, now);
    }
  }
}
