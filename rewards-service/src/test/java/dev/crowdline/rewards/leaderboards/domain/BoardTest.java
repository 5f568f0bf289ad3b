package dev.crowdline.rewards.leaderboards.domain;

import static org.assertj.core.api.Assertions.assertThat;

import dev.crowdline.support.testing.Seeds;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Random;
import java.util.Set;
import java.util.UUID;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class BoardTest {

  @ParameterizedTest
  @CsvSource({
    "DAY, 2026-11-30, 2026-11-30",
    "WEEK, 2026-11-30, 2026-11-30",
    "WEEK, 2026-11-29, 2026-11-23",
    "WEEK, 2027-01-01, 2026-12-28",
    "MONTH, 2026-11-30, 2026-11-01",
    "MONTH, 2024-02-29, 2024-02-01",
    "ALL, 2026-11-30, 1970-01-01"
  })
  @DisplayName("a period begins on a day of UTC, a week on Monday")
  void begins(Period period, LocalDate day, LocalDate from) {
    assertThat(period.from(day)).isEqualTo(from);
  }

  @Test
  @DisplayName("a place is one more than those with more points, in every part of a board")
  void places() {
    Seeds.each(
        200,
        seed -> {
          Random random = new Random(seed);
          List<Score> board = board(random, random.nextInt(40));
          UUID me =
              board.isEmpty() ? new UUID(9, 9) : board.get(random.nextInt(board.size())).memberId();
          int limit = 1 + random.nextInt(12);
          Part part = Part.of(board, me, limit);
          assertThat(part.top()).hasSize(Math.min(limit, board.size()));
          List<Placed> all = new ArrayList<>(part.top());
          all.addAll(part.around());
          for (Placed each : all) {
            long better = board.stream().filter(other -> other.points() > each.points()).count();
            assertThat(each.place()).isEqualTo((int) better + 1);
          }
          assertThat(part.around().stream().map(Placed::memberId).toList().contains(me))
              .isEqualTo(!board.isEmpty());
          assertThat(part.around()).hasSizeLessThanOrEqualTo(2 * Part.BESIDE + 1);
        });
  }

  @Test
  @DisplayName("who is left out leaves no gap: the board is as if it had never been there")
  void noGap() {
    Seeds.each(
        200,
        seed -> {
          Random random = new Random(seed);
          List<Score> board = board(random, 1 + random.nextInt(30));
          Set<UUID> hidden = new HashSet<>();
          board.forEach(each -> {
            if (random.nextInt(3) == 0) {
              hidden.add(each.memberId());
            }
          });
          List<Score> visible =
              board.stream().filter(each -> !hidden.contains(each.memberId())).toList();
          assertThat(Placed.without(Placed.of(board, 0, 0), hidden::contains))
              .isEqualTo(Placed.of(visible, 0, 0));
        });
  }

  private static List<Score> board(Random random, int size) {
    List<Score> scores = new ArrayList<>();
    for (int i = 0; i < size; i++) {
      scores.add(new Score(new UUID(1, i), 1 + random.nextInt(10)));
    }
    scores.sort(Comparator.comparingLong(Score::points).reversed().thenComparing(Score::memberId));
    return scores;
  }
}
