package dev.crowdline.rewards.leaderboards;

import dev.crowdline.rewards.leaderboards.persistence.EarnedDayTable;
import dev.crowdline.rewards.leaderboards.persistence.EarnedDayTable.Change;
import dev.crowdline.rewards.ledger.FollowingAnswers;
import dev.crowdline.rewards.ledger.SettlingPay.Settled;
import dev.crowdline.rewards.ledger.domain.Step;
import dev.crowdline.support.database.Tx;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.ZoneOffset;
import java.util.List;

/**
 * Counts what answers pay, in the transaction that pays: on the day of UTC of what made it due.
 * What is held counts when it is released.
 */
@ApplicationScoped
public class CountingPoints implements FollowingAnswers {
  private final EarnedDayTable rows;

  CountingPoints(EarnedDayTable rows) {
    this.rows = rows;
  }

  @Override
  public void settled(Tx tx, List<Settled> steps) {
    List<Change> changes =
        steps.stream().map(CountingPoints::change).filter(change -> change.points() != 0).toList();
    if (!changes.isEmpty()) {
      rows.add(tx, changes);
    }
  }

  private static Change change(Settled settled) {
    return new Change(
        settled.cause().community(),
        settled.due().assignmentId(),
        settled.due().memberId(),
        settled.cause().at().atZone(ZoneOffset.UTC).toLocalDate(),
        points(settled.due().step()));
  }

  private static long points(Step step) {
    return switch (step.kind()) {
      case RELEASE, REINSTATE, RESTORE -> step.points();
      case CLAW_BACK, TAKE_BACK -> -step.points();
      case HOLD, VOID, WITHDRAW -> 0;
    };
  }
}
