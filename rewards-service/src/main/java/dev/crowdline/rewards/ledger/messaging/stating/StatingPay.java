package dev.crowdline.rewards.ledger.messaging.stating;

import dev.crowdline.contracts.rewards.PointsClawedBack;
import dev.crowdline.contracts.rewards.PointsHeld;
import dev.crowdline.contracts.rewards.PointsReleased;
import dev.crowdline.contracts.rewards.PointsVoided;
import dev.crowdline.rewards.ledger.domain.Due;
import java.util.UUID;

/** What is said of a step that was taken, whoever made it due. */
public final class StatingPay {
  private StatingPay() {}

  /** The fact, about the request. */
  public static Object fact(Due due) {
    UUID member = due.memberId();
    UUID assignment = due.assignmentId();
    String rule = due.pay().rule().text();
    // A reward is an int on the wire, so a step's points are one, too.
    int points = Math.toIntExact(due.step().points());
    return switch (due.step().kind()) {
      case HOLD -> new PointsHeld(member, assignment, rule, points);
      case RELEASE, REINSTATE, RESTORE -> new PointsReleased(member, assignment, rule, points);
      case VOID, WITHDRAW -> new PointsVoided(member, assignment, rule, points);
      case CLAW_BACK, TAKE_BACK -> new PointsClawedBack(member, assignment, rule, points);
    };
  }
}
