package dev.crowdline.benchmarks.figures;

import static org.assertj.core.api.Assertions.assertThat;

import dev.crowdline.benchmarks.figures.Overlaps.Interval;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;

class OverlapsTest {

  @Test
  void countsTheMostAtOnceOfEachKey() {
    assertThat(
            Overlaps.peaks(
                List.of(
                    between("a", 0, 10),
                    between("a", 2, 4),
                    between("a", 3, 12),
                    between("b", 0, 5),
                    between("b", 6, 9))))
        .containsEntry("a", 3)
        .containsEntry("b", 1);
  }

  @Test
  void whatEndsIsOverBeforeWhatBeginsAtTheSameMoment() {
    assertThat(Overlaps.peaks(List.of(between("a", 0, 5), between("a", 5, 9))))
        .containsEntry("a", 1);
    assertThat(Overlaps.peaks(List.of(between("a", 0, 6), between("a", 5, 9))))
        .containsEntry("a", 2);
  }

  @Test
  void whatHasNotEndedOverlapsAllThatFollows() {
    Interval open = new Interval("a", Instant.EPOCH, Instant.MAX);
    assertThat(Overlaps.peaks(List.of(open, between("a", 1_000, 1_001)))).containsEntry("a", 2);
  }

  @Test
  void whatHasNoLengthIsNotThere() {
    assertThat(Overlaps.peaks(List.of(between("a", 5, 5), between("b", 5, 4)))).isEmpty();
  }

  private static Interval between(String key, long fromSecond, long toSecond) {
    return new Interval(key, Instant.ofEpochSecond(fromSecond), Instant.ofEpochSecond(toSecond));
  }
}
