package dev.crowdline.rewards.pieces.domain;

import dev.crowdline.rewards.ledger.domain.Leg;
import dev.crowdline.rewards.ledger.domain.Step;
import java.time.Instant;
import java.util.UUID;

/**
 * A line of a contractor's statement.
 *
 * @param cents more to pay, or less when negative
 * @param at when it was written, which decides its month
 */
public record Entry(UUID id, Piece piece, Kind kind, int cents, Instant at) {

  /** What became of a piece. Each happens to it once at most. */
  public enum Kind {
    /** The customer, or silence, confirmed the answer: it is to be paid. */
    CONFIRMED(Leg.RELEASED),
    /** The answer did not help: it pays nothing. */
    REFUSED(Leg.VOIDED),
    /** It was refused after it had been confirmed: what it paid is taken off again. */
    WITHDRAWN(Leg.CLAWED_BACK),
    /** It was refused and is confirmed after all: it is to be paid. */
    REINSTATED(Leg.REINSTATED);

    private final Leg leg;

    Kind(Leg leg) {
      this.leg = leg;
    }

    /** What it is to the rules of pay, which are those of points. */
    public Leg leg() {
      return leg;
    }

    private int sign() {
      return switch (this) {
        case CONFIRMED, REINSTATED -> 1;
        case REFUSED -> 0;
        case WITHDRAWN -> -1;
      };
    }
  }

  /** The line that a step makes. */
  public static Entry of(UUID id, Piece piece, Step.Kind step, Instant at) {
    Kind kind =
        switch (step) {
          case RELEASE -> Kind.CONFIRMED;
          case VOID -> Kind.REFUSED;
          case CLAW_BACK -> Kind.WITHDRAWN;
          case REINSTATE -> Kind.REINSTATED;
          case HOLD ->
              throw new IllegalArgumentException("a piece that waits is no line of a statement");
          case WITHDRAW, TAKE_BACK, RESTORE ->
              throw new IllegalArgumentException("answers of contractors are not reviewed");
        };
    return new Entry(id, piece, kind, kind.sign() * piece.cents(), at);
  }
}
