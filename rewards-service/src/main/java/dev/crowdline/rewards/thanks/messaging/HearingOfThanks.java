package dev.crowdline.rewards.thanks.messaging;

import dev.crowdline.contracts.Fact;
import dev.crowdline.contracts.intake.RequestRated;
import dev.crowdline.rewards.thanks.domain.Thanked;
import dev.crowdline.rewards.thanks.persistence.ThanksTable;
import dev.crowdline.support.database.Tx;
import dev.crowdline.support.inbox.Arrivals;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.List;

/** Keeps for which answers customers said thanks, whoever hears of the answer first. */
@ApplicationScoped
public class HearingOfThanks {
  /** What is written beside fewer stars says why it did not help. */
  private static final int GOOD = 3;

  private final ThanksTable rows;

  HearingOfThanks(ThanksTable rows) {
    this.rows = rows;
  }

  /** Takes thanks in; again, they are the same. */
  public void hear(Tx tx, Arrivals arrivals) {
    List<Thanked> thanked =
        arrivals.of(RequestRated.class).stream()
            .filter(fact -> fact.data().thanked() && fact.data().stars() >= GOOD)
            .map(HearingOfThanks::thanked)
            .toList();
    if (!thanked.isEmpty()) {
      rows.add(tx, thanked);
    }
  }

  static Thanked thanked(Fact<RequestRated> fact) {
    return new Thanked(
        fact.community(), fact.data().assignmentId(), fact.data().memberId(), fact.time());
  }
}
