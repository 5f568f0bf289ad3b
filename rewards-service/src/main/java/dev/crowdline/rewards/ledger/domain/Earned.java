package dev.crowdline.rewards.ledger.domain;

import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * What one answer earned its member by a rule, with all that was moved for it: a line of the
 * statement.
 *
 * @param rulesVersion of the earning rules that said so much; 0 is the policy, null is not known
 * @param moves in their order; the first is the hold
 */
public record Earned(
    UUID assignmentId, UUID requestId, Rule rule, @Nullable Integer rulesVersion, List<Moved> moves)
    implements Line {
  public Earned {
    moves = List.copyOf(moves);
  }

  /** Where an answer's points are. */
  public enum State {
    /** They wait for the customer's verdict. */
    HELD,
    /** They are the member's, or have repaid what the member owed. */
    PAID,
    /** They are not the member's: the customer refused the answer, or reviewers did. */
    VOID
  }

  @Override
  public long points() {
    return moves.getFirst().amount();
  }

  /** Where the points are now. */
  public State state() {
    return switch (earning()) {
      case Earning.Unearned e -> throw new IllegalStateException("nothing moved for " + this);
      case Earning.Held e -> State.HELD;
      case Earning.Released e -> State.PAID;
      case Earning.Reinstated e -> State.PAID;
      case Earning.Voided e -> State.VOID;
      case Earning.ClawedBack e -> State.VOID;
      case Earning.Withdrawn e -> State.VOID;
      case Earning.Restored e -> State.PAID;
    };
  }

  @Override
  public String explanation() {
    Set<Leg> last =
        switch (earning()) {
          case Earning.Unearned e -> EnumSet.noneOf(Leg.class);
          case Earning.Held e -> EnumSet.of(Leg.HELD);
          case Earning.Released e -> EnumSet.of(Leg.RELEASED, Leg.DEBT_REPAID);
          case Earning.Reinstated e -> EnumSet.of(Leg.REINSTATED, Leg.REINSTATED_TO_DEBT);
          case Earning.Voided e -> EnumSet.of(Leg.VOIDED);
          case Earning.ClawedBack e -> EnumSet.of(Leg.CLAWED_BACK, Leg.OWED);
          case Earning.Withdrawn e ->
              EnumSet.of(Leg.WITHDRAWN, Leg.TAKEN_BACK, Leg.TAKEN_BACK_OWED);
          case Earning.Restored e -> EnumSet.of(Leg.RESTORED, Leg.RESTORED_TO_DEBT);
        };
    return rule.reason()
        + moves.stream()
            .filter(move -> last.contains(move.leg()))
            .map(move -> move.leg().explanation(move.amount()))
            .collect(Collectors.joining(" "));
  }

  private Earning earning() {
    return Earning.of(moves.stream().map(Moved::leg).collect(Collectors.toSet()), points());
  }
}
