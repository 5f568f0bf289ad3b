package dev.crowdline.rewards.leaderboards.domain;

import java.util.List;
import java.util.UUID;
import java.util.stream.IntStream;

/**
 * What is shown of a board.
 *
 * @param top the first of it
 * @param around those around one member, and the member; empty when the member is not on it
 */
public record Part(List<Placed> top, List<Placed> around) {
  /** So many are shown on either side of the member. */
  public static final int BESIDE = 3;

  /** The same of a board that is at hand, the most points first. */
  public static Part of(List<Score> board, UUID member, int limit) {
    List<Placed> top = Placed.of(board.subList(0, Math.min(limit, board.size())), 0, 0);
    int at =
        IntStream.range(0, board.size())
            .filter(i -> board.get(i).memberId().equals(member))
            .findFirst()
            .orElse(-1);
    if (at < 0) {
      return new Part(top, List.of());
    }
    int first = Math.max(0, at - BESIDE);
    List<Score> around = board.subList(first, Math.min(board.size(), at + BESIDE + 1));
    long points = around.getFirst().points();
    int above = (int) board.stream().filter(each -> each.points() > points).count();
    return new Part(top, Placed.of(around, first, above));
  }
}
