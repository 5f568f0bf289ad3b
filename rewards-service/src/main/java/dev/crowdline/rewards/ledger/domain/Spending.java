package dev.crowdline.rewards.ledger.domain;

import java.time.Instant;
import java.util.UUID;

/**
 * A movement of a member's own points for a redemption.
 *
 * @param points 1 or more
 */
public record Spending(
    Kind kind, String community, UUID memberId, UUID redemptionId, long points, Instant at) {
  public Spending {
    if (points < 1) {
      throw new IllegalArgumentException(kind + " of " + points + " points");
    }
  }

  /** What a redemption can do to points, each at most once. */
  public enum Kind {
    /** Sets them aside; they must be there. */
    RESERVE,
    /** They are spent. */
    REDEEM,
    /** They go back, first against what the member owes by now. */
    REFUND
  }
}
