package dev.crowdline.rewards.seals.domain;

import java.util.UUID;

/** A transfer that is not as it was moved. */
public record Difference(long position, UUID transferId, Kind kind) {

  /** What is wrong with it. */
  public enum Kind {
    /** It was changed after it had been moved: its mark is not that of what it says. */
    ALTERED,
    /** What an operator wrote to it is not what was written. */
    ALTERED_NOTE,
    /** It moves points of accounts that are not its member's. */
    FOREIGN_ACCOUNT,
    /**
     * The balances it says are not those of the member's transfer before it and its own amount: it,
     * or one before it, was changed, added or taken away.
     */
    OUT_OF_BALANCE
  }
}
