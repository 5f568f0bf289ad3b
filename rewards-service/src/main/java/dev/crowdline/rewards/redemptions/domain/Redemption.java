package dev.crowdline.rewards.redemptions.domain;

import java.time.Duration;
import java.time.Instant;

/**
 * A purchase with points, as a saga. Each step is a transaction and a fact; handing out happens
 * between two of them, any number of times with the same effect.
 *
 * <pre>
 * Requested ── reserve ──▶ Reserved ── fulfil ──▶ Fulfilled
 *   (points and stock,        │ ▲
 *    or it is refused)        │ └─ look again, when whoever handed it out is gone
 *                             └──── refund ──▶ Refunded
 * </pre>
 */
public sealed interface Redemption {
  Purchase purchase();

  /** A member wants it. Nothing is taken yet, and nothing is stored: it is reserved or refused. */
  record Requested(Purchase purchase) implements Redemption {
    /** Points and one of the stock were taken. */
    public Reserved reserve() {
      return new Reserved(purchase, 0, purchase.requestedAt().plus(Reserved.PATIENCE));
    }
  }

  /**
   * Points and stock are set aside.
   *
   * @param tries how often somebody began to hand it out after the first time
   * @param dueAt when it is looked at again
   */
  record Reserved(Purchase purchase, int tries, Instant dueAt) implements Redemption {
    /** How long one who hands it out may take until another one tries. */
    public static final Duration PATIENCE = Duration.ofSeconds(5);

    public Fulfilled fulfil(Instant now) {
      return new Fulfilled(purchase, now);
    }

    public Refunded refund(RefundReason reason, Instant now) {
      return new Refunded(purchase, reason, now);
    }
  }

  /** The end: the member has it, and the points are spent. */
  record Fulfilled(Purchase purchase, Instant at) implements Redemption {}

  /** The end: points and stock went back. */
  record Refunded(Purchase purchase, RefundReason reason, Instant at) implements Redemption {}
}
