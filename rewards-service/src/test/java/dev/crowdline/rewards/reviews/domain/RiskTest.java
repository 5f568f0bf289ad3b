package dev.crowdline.rewards.reviews.domain;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class RiskTest {
  @ParameterizedTest(name = "{8}")
  @CsvSource({
    "3, 0, 0, 0, 0, 0, 0, 1, nothing speaks against it",
    "2, 0, 0, 0, 0, 0, 0, 4, a newcomer's third answer",
    "3, 300, 100, 0, 0, 0, 0, 1, three times what is usual is not high",
    "3, 301, 100, 0, 0, 0, 0, 2, a high earner",
    "3, 301, 0, 0, 0, 0, 0, 1, nobody earned anything yet",
    "3, 0, 0, 10, 7, 0, 0, 1, seven of ten agree",
    "3, 0, 0, 10, 6, 0, 0, 2, six of ten agree",
    "3, 0, 0, 2, 0, 0, 0, 1, two reviews say nothing",
    "3, 0, 0, 3, 0, 0, 0, 2, three reviews do",
    "3, 0, 0, 0, 0, 9, 9, 1, nine answers of a topic say nothing",
    "3, 0, 0, 0, 0, 10, 0, 1, a topic in which all helps",
    "3, 0, 0, 0, 0, 10, 5, 2.5, a topic in which half helps",
    "3, 0, 0, 0, 0, 10, 10, 4, a topic in which nothing helps",
    "0, 500, 100, 4, 0, 100, 100, 64, all of it",
  })
  void weights(
      int before,
      long earned,
      double usual,
      int compared,
      int agreed,
      int ofTopic,
      int reopened,
      double weight,
      String why) {
    assertThat(new Risk(before, earned, usual, compared, agreed, ofTopic, reopened).weight(3))
        .as(why)
        .isEqualTo(weight);
  }

  @Test
  @DisplayName("the chance spends the budget on days that are alike, and all of it on quiet ones")
  void chances() {
    Sampling sampling = new Sampling(50, 1_000);
    assertThat(sampling.chance(1)).isEqualTo(0.05);
    assertThat(sampling.chance(4)).isEqualTo(0.2);
    assertThat(sampling.chance(64)).isEqualTo(1);
    assertThat(new Sampling(50, 20).chance(1)).isEqualTo(1);
    assertThat(new Sampling(50, 0).chance(1)).isEqualTo(1);
    assertThat(new Sampling(0, 0).chance(64)).isZero();
    assertThat(new Sampling(0, 1_000).chance(64)).isZero();
  }

  @Test
  @DisplayName("no more than the day's budget, and none while a week of reviews waits")
  void left() {
    ReviewSettings ten = new ReviewSettings(10, 0, 3);
    assertThat(ten.left(0, 0)).isEqualTo(10);
    assertThat(ten.left(9, 9)).isEqualTo(1);
    assertThat(ten.left(10, 10)).isZero();
    assertThat(ten.left(12, 12)).as("the budget was lowered").isZero();
    assertThat(ten.left(0, 68)).isEqualTo(2);
    assertThat(ten.left(0, 70)).isZero();
    assertThat(ten.left(0, 90)).isZero();
    assertThat(new ReviewSettings(0, 0, 3).left(0, 0)).isZero();
  }
}
