package dev.crowdline.rewards.ledger.domain;

/**
 * Whether a request has ended. What a member completed for an ended request, and nobody refused, is
 * paid: what routing committed before it heard of a cancellation or of another solution stands.
 *
 * @param rank as of a {@link Verdict}; a cancellation is final
 */
public record Ending(boolean ended, long rank) {
  /** Nothing was heard of an end. */
  static final Ending OPEN = new Ending(false, 0);

  static final Ending CANCELLED = new Ending(true, Long.MAX_VALUE);

  static Ending resolvedIn(int round) {
    return new Ending(true, Verdict.confirmedIn(round).rank());
  }

  static Ending reopenedBeginning(int round) {
    return new Ending(false, Verdict.refusedBeginning(round).rank());
  }

  /**
   * Whether an answer of this round is paid because the request ended. Another service may already
   * have stated the answer of a later round before its reopening was heard; that one still waits.
   */
  boolean pays(int round) {
    return ended && rank >= Verdict.confirmedIn(round).rank();
  }

  /** The one that holds. */
  Ending orLater(Ending other) {
    return other.rank >= rank ? other : this;
  }
}
