package dev.crowdline.rewards.ledger.domain;

import java.util.List;
import java.util.UUID;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * Points that an operator added or took off: a line of the statement.
 *
 * @param note of the operator to the member; null when it was forgotten
 * @param moves one, or two where debt counts
 */
public record Corrected(
    UUID correctionId, CorrectionReason reason, @Nullable String note, List<Moved> moves)
    implements Line {
  public Corrected {
    moves = List.copyOf(moves);
  }

  /** Whether they were added. */
  public boolean added() {
    return moves.getFirst().leg().signed(1) > 0;
  }

  @Override
  public long points() {
    return moves.stream().mapToLong(Moved::amount).sum();
  }

  @Override
  public String explanation() {
    String said =
        moves.stream()
            .map(move -> move.leg().explanation(move.amount()))
            .collect(Collectors.joining(" "));
    return said + " Why: " + reason.words() + (note == null ? "." : ". “" + note + "”");
  }
}
