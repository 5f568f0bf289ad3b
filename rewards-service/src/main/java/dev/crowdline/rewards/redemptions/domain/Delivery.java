package dev.crowdline.rewards.redemptions.domain;

/** What came of handing an item out once. */
public sealed interface Delivery {
  /** The member has it. */
  record Done() implements Delivery {}

  /** It will never be handed out. */
  record Failed(RefundReason reason) implements Delivery {}
}
