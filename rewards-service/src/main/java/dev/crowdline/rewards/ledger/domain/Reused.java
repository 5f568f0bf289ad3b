package dev.crowdline.rewards.ledger.domain;

import java.util.List;
import java.util.UUID;
import java.util.stream.Collectors;

/**
 * What an article made of the member's answer earned by solving a request: a line of the statement.
 *
 * @param moves one, or two where debt counts
 */
public record Reused(UUID requestId, List<Moved> moves) implements Line {
  public Reused {
    moves = List.copyOf(moves);
  }

  @Override
  public long points() {
    return moves.stream().mapToLong(Moved::amount).sum();
  }

  @Override
  public String explanation() {
    return moves.stream()
        .map(move -> move.leg().explanation(move.amount()))
        .collect(Collectors.joining(" "));
  }
}
