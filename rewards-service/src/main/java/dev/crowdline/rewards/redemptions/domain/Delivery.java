package dev.crowdline.rewards.redemptions.domain;

import java.time.Instant;

/** What came of handing an item out once. */
public sealed interface Delivery {
  /** The member has it. */
  record Done() implements Delivery {}

  /** Nobody knows; it is asked for again then. */
  record Later(Instant at) implements Delivery {}

  /** It will never be handed out. */
  record Failed(RefundReason reason) implements Delivery {}
}
