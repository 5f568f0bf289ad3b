package dev.crowdline.sla.reports.domain;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.crowdline.contracts.Policy;
import java.util.Arrays;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class ContributorsTest {
  private static Contributors earning(long... points) {
    long[] sorted = points.clone();
    Arrays.sort(sorted);
    double weighted =
        IntStream.range(0, sorted.length).mapToDouble(n -> (n + 1.0) * sorted[n]).sum();
    return Contributors.of(
        0, 0, 0, 0, points.length, (double) Arrays.stream(points).sum(), weighted);
  }

  /** Half the mean difference of all pairs, as a share of the mean: its definition. */
  private static double byDefinition(long... points) {
    double differences =
        Arrays.stream(points)
            .mapToDouble(one -> Arrays.stream(points).mapToDouble(two -> Math.abs(one - two)).sum())
            .sum();
    double mean = Arrays.stream(points).average().orElseThrow();
    return differences / (2.0 * points.length * points.length * mean);
  }

  @Test
  void whoEarnsTheSameIsEvenAndOneWhoHasNearlyAllIsNot() {
    assertThat(earning(10, 10, 10).gini()).isCloseTo(0, within(1e-12));
    assertThat(earning(1, 1, 1, 997).gini()).isCloseTo(0.747, within(1e-3));
    assertThat(earning(7).gini()).isCloseTo(0, within(1e-12));
    assertThat(earning().gini()).isNull();
  }

  @Test
  void itIsHalfTheMeanDifferenceOfAllPairs() {
    long[] points = {3, 80, 12, 55, 55, 1, 700};
    assertThat(earning(points).gini()).isCloseTo(byDefinition(points), within(1e-12));
  }

  @Test
  void whenTheTenLeaveStaffAnswersAndTheirPointsAreNotPaid() {
    Contributors contributors = Contributors.of(30, 200, 80, 4_000, 0, 0, 0);
    assertThat(contributors.topTenShare()).isEqualTo(0.4);
    assertThat(Leaving.of(contributors, new Policy.Cost("EUR", 900, 400, 1_500)))
        .isEqualTo(new Leaving(80, 72_000, 6_000, 66_000));
  }
}
