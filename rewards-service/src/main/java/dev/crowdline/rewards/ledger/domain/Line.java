package dev.crowdline.rewards.ledger.domain;

import java.time.Instant;
import java.util.List;
import java.util.UUID;

/** A line of a statement: what was moved for one purpose. */
public sealed interface Line permits Earned, Reused, Spent, Corrected, Expired {
  /** All that was moved, in order. */
  List<Moved> moves();

  long points();

  /** Why, in a sentence or two for the member. */
  String explanation();

  /**
   * One transfer.
   *
   * @param balance the wallet after it; so for {@code held} and {@code debt}
   */
  record Moved(
      UUID transferId, Instant at, Leg leg, long amount, long balance, long held, long debt) {}
}
