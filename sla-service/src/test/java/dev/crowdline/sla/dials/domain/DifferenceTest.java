package dev.crowdline.sla.dials.domain;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.crowdline.sla.dials.domain.Comparison.Line;
import dev.crowdline.sla.dials.domain.Comparison.Measure;
import dev.crowdline.sla.dials.domain.Comparison.Verdict;
import java.util.Random;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class DifferenceTest {
  @ParameterizedTest
  @CsvSource({"20, 2.0860", "29, 2.0452", "30, 2.0423", "60, 2.0003", "120, 1.9799"})
  @DisplayName("points of Student's distribution are those of the printed tables")
  void student(double freedom, double point) {
    assertThat(Difference.student(freedom)).isCloseTo(point, within(0.0001));
  }

  @Test
  @DisplayName("shares differ as in Newcombe's table II, example (a)")
  void newcombe() {
    Difference difference = Difference.ofShares(new Share(56, 70), new Share(48, 80));
    assertThat(difference.value()).isCloseTo(0.2, within(0.00005));
    assertThat(difference.low()).isCloseTo(0.0524, within(0.00005));
    assertThat(difference.high()).isCloseTo(0.3339, within(0.00005));
  }

  @Test
  @DisplayName("none of none and all of all have bounds")
  void extremes() {
    Difference difference = Difference.ofShares(new Share(0, 30), new Share(30, 30));
    assertThat(difference.low()).isBetween(-1.0, -0.8);
    assertThat(difference.high()).isBetween(-0.9, -0.5);
    Difference same = Difference.ofMeans(new Sample(40, 5, 0), new Sample(30, 5, 0));
    assertThat(same).isEqualTo(new Difference(0, 0, 0));
  }

  @Test
  @DisplayName("the truth lies between the bounds in 95 of 100 comparisons")
  void covers() {
    Random random = new Random(7);
    int inside = 0;
    for (int i = 0; i < 4_000; i++) {
      Difference difference =
          Difference.ofMeans(sample(random, 30, 1, 2), sample(random, 90, 0, 0.5));
      if (difference.low() <= 1 && 1 <= difference.high()) {
        inside++;
      }
    }
    assertThat(inside / 4_000.0).isBetween(0.94, 0.96);
  }

  private static Sample sample(Random random, int count, double mean, double deviation) {
    double sum = 0;
    double squares = 0;
    for (int i = 0; i < count; i++) {
      double value = mean + deviation * random.nextGaussian();
      sum += value;
      squares += value * value;
    }
    return new Sample(count, sum / count, (squares - sum * sum / count) / (count - 1));
  }

  @Test
  @DisplayName("thirty of each are needed; a ratio below one is less time")
  void verdicts() {
    Group few = group(29, Math.log(60));
    Group quick = group(200, Math.log(60));
    Group slow = group(200, Math.log(120));
    assertThat(Comparison.of("bills", 70, few, slow).lines())
        .extracting(Line::verdict)
        .containsOnly(Verdict.NOT_ENOUGH_DATA);
    Comparison comparison = Comparison.of("bills", 70, quick, slow);
    Line time = comparison.lines().getFirst();
    assertThat(time.measure()).isEqualTo(Measure.TIME);
    assertThat(time.verdict()).isEqualTo(Verdict.LESS);
    assertThat(time.community()).isCloseTo(60, within(0.001));
    assertThat(time.difference().value()).isCloseTo(0.5, within(0.001));
    assertThat(Comparison.of("bills", 70, slow, quick).lines().getFirst().verdict())
        .isEqualTo(Verdict.MORE);
    assertThat(comparison.lines().subList(1, 4))
        .extracting(Line::verdict)
        .containsOnly(Verdict.NO_DIFFERENCE_SHOWN);
  }

  private static Group group(long count, double logSeconds) {
    return new Group(
        count,
        new Sample(count, logSeconds, 0.25),
        new Sample(count, 4, 1),
        new Share(count / 10, count),
        new Sample(count, 200, 100));
  }
}
