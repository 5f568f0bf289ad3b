package dev.crowdline.rewards.reviews.domain;

/** What a reviewer may say of an answer, the best first. */
public enum ReviewVerdict {
  /** It helps, and is how an answer should be. */
  GOOD,
  /** It helps. */
  ACCEPTABLE,
  /** It does not help, or is not true: it pays nothing. */
  WRONG,
  /** Who follows it is worse off: it pays nothing, and its author is offered nothing for now. */
  HARMFUL;

  /** Whether the answer pays nothing. */
  public boolean withdraws() {
    return follows() != Consequence.NONE;
  }

  /** What follows for its author. */
  Consequence follows() {
    return switch (this) {
      case GOOD, ACCEPTABLE -> Consequence.NONE;
      case WRONG -> Consequence.NO_PAY;
      case HARMFUL -> Consequence.NO_PAY_AND_STOP;
    };
  }

  /** Two verdicts agree when the same follows from both. */
  enum Consequence {
    NONE,
    NO_PAY,
    NO_PAY_AND_STOP
  }
}
