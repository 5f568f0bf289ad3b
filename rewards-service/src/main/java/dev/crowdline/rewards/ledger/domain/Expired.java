package dev.crowdline.rewards.ledger.domain;

import java.util.List;
import java.util.UUID;

/** Points that grew too old: a line of the statement. */
public record Expired(UUID noticeId, List<Moved> moves) implements Line {
  public Expired {
    moves = List.copyOf(moves);
  }

  @Override
  public long points() {
    return moves.getFirst().amount();
  }

  @Override
  public String explanation() {
    return moves.getFirst().leg().explanation(points())
        + " The oldest are spent first; you were told when they would.";
  }
}
