package dev.crowdline.rewards.ledger.domain;

import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;

/**
 * What one redemption cost its member, with all that was moved for it: a line of the statement.
 *
 * @param item its name when it was bought
 * @param moves in their order; the first reserves
 */
public record Spent(UUID redemptionId, String item, List<Moved> moves) implements Line {
  public Spent {
    moves = List.copyOf(moves);
  }

  /** Where a redemption's points are. */
  public enum State {
    /** Set aside while the item is being handed out. */
    RESERVED,
    /** The member has the item. */
    SPENT,
    /** They went back. */
    REFUNDED
  }

  @Override
  public long points() {
    return moves.getFirst().amount();
  }

  /** Where the points are now. */
  public State state() {
    Set<Leg> legs =
        moves.stream()
            .map(Moved::leg)
            .collect(Collectors.toCollection(() -> EnumSet.noneOf(Leg.class)));
    if (legs.contains(Leg.REDEEMED)) {
      return State.SPENT;
    }
    return legs.contains(Leg.REFUNDED) || legs.contains(Leg.REFUNDED_TO_DEBT)
        ? State.REFUNDED
        : State.RESERVED;
  }

  @Override
  public String explanation() {
    String points = points() == 1 ? "1 point" : points() + " points";
    return switch (state()) {
      case RESERVED -> points + " are set aside for “" + item + "” until it is handed out.";
      case SPENT -> "You took “" + item + "” for " + points + ".";
      case REFUNDED -> "“" + item + "” could not be handed out: its " + points + " are back.";
    };
  }
}
