package dev.crowdline.rewards.ranks.domain;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.crowdline.support.testing.Seeds;
import java.util.Random;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class WilsonTest {
  /** The 0.975 quantile of the normal distribution, for a two-sided interval of 95 %. */
  private static final double TWO_SIDED_95 = 1.959963984540054;

  @ParameterizedTest
  @CsvSource({"81, 263, 0.2553", "15, 148, 0.0624", "0, 20, 0.0000", "1, 29, 0.0061"})
  @DisplayName("as Newcombe (1998) published it in table I, method 3")
  void published(int successes, int trials, double lower) {
    assertThat(Wilson.lower(successes, trials, TWO_SIDED_95)).isCloseTo(lower, within(0.00005));
  }

  @Test
  @DisplayName(
      "the limit is where the sample is just z standard deviations above: Wilson's equation")
  void solvesItsEquation() {
    Seeds.each(
        200,
        seed -> {
          Random random = new Random(seed);
          int trials = 1 + random.nextInt(5_000);
          int successes = 1 + random.nextInt(trials);
          double p = Wilson.lower(successes, trials, Wilson.Z);
          double deviation = Math.sqrt(p * (1 - p) / trials);
          assertThat((successes / (double) trials - p) / deviation)
              .isCloseTo(Wilson.Z, within(1e-6));
        });
  }

  @Test
  @DisplayName(
      "one-sided 90 %: of members whose share is the limit, about one in ten looks as good")
  void oneInTen() {
    int trials = 400;
    int successes = 320;
    double p = Wilson.lower(successes, trials, Wilson.Z);
    Random random = new Random(7);
    int asGood = 0;
    int members = 20_000;
    for (int i = 0; i < members; i++) {
      int sample = 0;
      for (int n = 0; n < trials; n++) {
        sample += random.nextDouble() < p ? 1 : 0;
      }
      asGood += sample >= successes ? 1 : 0;
    }
    assertThat(asGood / (double) members).isBetween(0.09, 0.115);
  }

  @Test
  @DisplayName("nothing is certain of no answers, and no number of answers makes all certain")
  void theEnds() {
    assertThat(Wilson.lower(0, 0, Wilson.Z)).isZero();
    assertThat(Wilson.lower(0, 1_000, Wilson.Z)).isZero();
    assertThat(Wilson.lower(1_000_000, 1_000_000, Wilson.Z)).isLessThan(1).isGreaterThan(0.9999);
  }
}
