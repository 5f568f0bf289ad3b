package dev.crowdline.rewards.redemptions.domain;

/** Why an item could not be handed out. */
public enum RefundReason {
  /** No code was left, although the stock said so. */
  NO_CODE,
  /** Whoever was to hand it out said no. */
  REFUSED,
  /** Whoever was to hand it out gave no answer for a day that could be understood. */
  NO_ANSWER;

  /** Whether another member can have what this one did not get. */
  public boolean leavesStock() {
    return switch (this) {
      case NO_CODE -> false;
      case REFUSED, NO_ANSWER -> true;
    };
  }
}
