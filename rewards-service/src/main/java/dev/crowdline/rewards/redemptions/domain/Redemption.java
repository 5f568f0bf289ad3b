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

    /** From then on it is given up. */
    public static final Duration GIVEN_UP = Duration.ofDays(1);

    private static final Duration LONGEST_PAUSE = Duration.ofHours(1);

    /**
     * When it was asked for and nobody knows what came of it: again after 5 s, 10 s, 20 s and so
     * on, an hour at most, and given up after a day.
     */
    public Delivery askAgain(Instant now) {
      Duration pause = PATIENCE.multipliedBy(1L << Math.min(tries, 10));
      Instant end = purchase.requestedAt().plus(GIVEN_UP);
      if (!now.isBefore(end)) {
        return new Delivery.Failed(RefundReason.NO_ANSWER);
      }
      Instant next = now.plus(pause.compareTo(LONGEST_PAUSE) < 0 ? pause : LONGEST_PAUSE);
      return new Delivery.Later(next.isBefore(end) ? next : end);
    }

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
