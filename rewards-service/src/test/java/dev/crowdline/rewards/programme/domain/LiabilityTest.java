package dev.crowdline.rewards.programme.domain;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class LiabilityTest {

  @ParameterizedTest
  @CsvSource({
    "0, 1000, 0",
    "1500, 1000, 1500",
    "1500, 500, 750",
    "3, 500, 2",
    "1, 1, 1",
    "9000000000000000, 1000, 9000000000000000",
  })
  @DisplayName("points outstanding times the value of a point, never understated")
  void points(long points, long pointMilli, long minor) {
    assertThat(new Liability(points, pointMilli).minor()).isEqualTo(minor);
  }
}
