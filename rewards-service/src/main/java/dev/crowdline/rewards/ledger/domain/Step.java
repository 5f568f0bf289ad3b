package dev.crowdline.rewards.ledger.domain;

/**
 * What has to happen to an answer's points next.
 *
 * @param points 1 or more
 */
public record Step(Kind kind, long points) {
  public Step {
    if (points < 1) {
      throw new IllegalArgumentException(kind + " of " + points + " points");
    }
  }

  /** Each is one fact to the outside and one or two transfers inside. */
  public enum Kind {
    HOLD,
    RELEASE,
    VOID,
    CLAW_BACK,
    REINSTATE,
    /** Of held points, by a review. */
    WITHDRAW,
    /** Of released points, by a review. */
    TAKE_BACK,
    /** Of what a review took, by an appeal. */
    RESTORE
  }
}
