package dev.crowdline.rewards.reviews.domain;

import static dev.crowdline.rewards.reviews.domain.ReviewVerdict.ACCEPTABLE;
import static dev.crowdline.rewards.reviews.domain.ReviewVerdict.GOOD;
import static dev.crowdline.rewards.reviews.domain.ReviewVerdict.HARMFUL;
import static dev.crowdline.rewards.reviews.domain.ReviewVerdict.WRONG;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

class WeighingTest {
  @ParameterizedTest
  @EnumSource(ReviewVerdict.class)
  @DisplayName("one verdict is enough, unless two are wanted")
  void one(ReviewVerdict verdict) {
    assertThat(Weighing.of(List.of(verdict), false)).isEqualTo(verdict);
    assertThat(Weighing.of(List.of(verdict), true)).isNull();
  }

  @ParameterizedTest
  @CsvSource({
    "GOOD, GOOD, GOOD",
    "GOOD, ACCEPTABLE, ACCEPTABLE",
    "ACCEPTABLE, ACCEPTABLE, ACCEPTABLE",
    "WRONG, WRONG, WRONG",
    "HARMFUL, HARMFUL, HARMFUL",
  })
  @DisplayName("two of one mind come to the less friendly, in whichever order")
  void agreed(ReviewVerdict one, ReviewVerdict other, ReviewVerdict both) {
    assertThat(Weighing.of(List.of(one, other), true)).isEqualTo(both);
    assertThat(Weighing.of(List.of(other, one), true)).isEqualTo(both);
  }

  @ParameterizedTest
  @CsvSource({"GOOD, WRONG", "ACCEPTABLE, WRONG", "ACCEPTABLE, HARMFUL", "WRONG, HARMFUL"})
  @DisplayName("two from which something else follows need a third")
  void disagreed(ReviewVerdict one, ReviewVerdict other) {
    assertThat(Weighing.of(List.of(one, other), true)).isNull();
    assertThat(Weighing.of(List.of(other, one), true)).isNull();
  }

  @Test
  @DisplayName("of three the one in the middle counts")
  void three() {
    assertThat(Weighing.of(List.of(HARMFUL, GOOD, WRONG), true)).isEqualTo(WRONG);
    assertThat(Weighing.of(List.of(WRONG, GOOD, GOOD), true)).isEqualTo(GOOD);
    assertThat(Weighing.of(List.of(GOOD, HARMFUL, ACCEPTABLE), true)).isEqualTo(ACCEPTABLE);
  }

  @Test
  @DisplayName("nobody judges a fourth time")
  void four() {
    assertThatThrownBy(() -> Weighing.of(List.of(GOOD, GOOD, GOOD, GOOD), true))
        .isInstanceOf(IllegalArgumentException.class);
  }

  @Test
  void whatFollows() {
    assertThat(List.of(GOOD, ACCEPTABLE)).noneMatch(ReviewVerdict::withdraws);
    assertThat(List.of(WRONG, HARMFUL)).allMatch(ReviewVerdict::withdraws);
  }
}
