package dev.crowdline.rewards.leaderboards.domain;

import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.function.Predicate;

/**
 * A member's place: 1 and one more for each who has more points. So members with the same points
 * share a place, and the places after it are left out: 1, 2, 2, 4.
 */
public record Placed(int place, UUID memberId, long points) {

  /**
   * Places for a part of a board.
   *
   * @param scores of the part, the most points first
   * @param before how many stand before the part
   * @param above how many have more points than the first of it
   */
  public static List<Placed> of(List<Score> scores, int before, int above) {
    List<Placed> placed = new ArrayList<>();
    for (int i = 0; i < scores.size(); i++) {
      Score score = scores.get(i);
      int place =
          i == 0
              ? above + 1
              : score.points() == scores.get(i - 1).points()
                  ? placed.get(i - 1).place()
                  : before + i + 1;
      placed.add(new Placed(place, score.memberId(), score.points()));
    }
    return placed;
  }

  /** Those who may be shown, moved up so that nobody sees where somebody is left out. */
  public static List<Placed> without(List<Placed> placed, Predicate<UUID> leftOut) {
    List<Placed> shown = new ArrayList<>();
    for (Placed each : placed) {
      if (!leftOut.test(each.memberId())) {
        long gone =
            placed.stream()
                .filter(other -> leftOut.test(other.memberId()) && other.points() > each.points())
                .count();
        shown.add(new Placed(Math.toIntExact(each.place() - gone), each.memberId(), each.points()));
      }
    }
    return shown;
  }
}
