package dev.crowdline.rewards.reviews.domain;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

class AgreementTest {
  private static Agreement of(long bothGood, long goodWrong, long wrongGood, long bothWrong) {
    Agreement agreement = new Agreement();
    agreement.add(ReviewVerdict.GOOD, ReviewVerdict.GOOD, bothGood);
    agreement.add(ReviewVerdict.GOOD, ReviewVerdict.WRONG, goodWrong);
    agreement.add(ReviewVerdict.WRONG, ReviewVerdict.GOOD, wrongGood);
    agreement.add(ReviewVerdict.WRONG, ReviewVerdict.WRONG, bothWrong);
    return agreement;
  }

  @Test
  @DisplayName(
      "two readers of 50 proposals, of which they judge 35 alike: 0.4, as textbooks have it")
  void theTextbook() {
    Agreement agreement = of(20, 5, 10, 15);
    assertThat(agreement.pairs()).isEqualTo(50);
    assertThat(agreement.kappa().orElseThrow()).isCloseTo(0.4, within(1e-12));
  }

  @Test
  @DisplayName("the same share of agreement is worth less where one verdict is common")
  void chanceCounts() {
    assertThat(of(45, 15, 25, 15).kappa().orElseThrow()).isCloseTo(0.1304, within(1e-4));
    assertThat(of(25, 35, 5, 35).kappa().orElseThrow()).isCloseTo(0.2593, within(1e-4));
  }

  @Test
  void always() {
    assertThat(of(6, 0, 0, 4).kappa().orElseThrow()).isEqualTo(1);
  }

  @Test
  void asByChance() {
    assertThat(of(9, 3, 3, 1).kappa().orElseThrow()).isCloseTo(0, within(1e-12));
  }

  @Test
  void never() {
    assertThat(of(0, 5, 5, 0).kappa().orElseThrow()).isEqualTo(-1);
  }

  @Test
  @DisplayName("nothing is said of few pairs, nor where there was never but one verdict")
  void notEnough() {
    assertThat(of(5, 2, 0, 2).kappa()).isEmpty();
    assertThat(of(40, 0, 0, 0).kappa()).isEmpty();
    assertThat(new Agreement().kappa()).isEmpty();
  }
}
