package dev.crowdline.rewards.redemptions.domain;

/** Why an item could not be handed out. */
public enum RefundReason {
  /** No code was left, although the stock said so. */
  NO_CODE;

  /** Whether another member can have what this one did not get. */
  public boolean leavesStock() {
    return switch (this) {
      case NO_CODE -> false;
    };
  }
}
