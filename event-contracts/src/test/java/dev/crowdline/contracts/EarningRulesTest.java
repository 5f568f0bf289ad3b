package dev.crowdline.contracts;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class EarningRulesTest {
  private static final EarningRules RULES =
      new EarningRules(
          Map.of(Priority.URGENT, 200, Priority.HIGH, 150, Priority.NORMAL, 100, Priority.LOW, 1),
          List.of(
              new EarningRules.Factor("billing", null, null, 150),
              new EarningRules.Factor(null, "de", null, 110),
              new EarningRules.Factor(null, null, 3, 200),
              new EarningRules.Factor("tv", "de", 2, 10)),
          new EarningRules.DailyCap(1_000, 50),
          null,
          null,
          null);

  @ParameterizedTest
  @CsvSource({
    "NORMAL, ,        en, 1, 100",
    "NORMAL, billing, en, 1, 150",
    "NORMAL, billing, de, 1, 165",
    "NORMAL, billing, de, 3, 330",
    "NORMAL, billing, de, 2, 165",
    "URGENT, tv,      de, 1, 220",
    "URGENT, tv,      de, 2, 22",
    "LOW,    tv,      de, 2, 1",
    "HIGH,   ,        fr, 5, 300"
  })
  void everyFactorThatSuitsMultiplies(
      Priority priority, String topic, String language, int level, int pays) {
    assertThat(RULES.pays(priority, topic, language, level)).isEqualTo(pays);
  }

  @Test
  void fiftyFactorsDoNotOverflow() {
    List<EarningRules.Factor> much =
        IntStream.range(0, 50)
            .mapToObj(n -> new EarningRules.Factor(null, null, 1, 1_000))
            .toList();
    EarningRules rules = new EarningRules(RULES.points(), much, null, null, null, null);
    assertThat(rules.pays(Priority.NORMAL, null, "en", 1)).isEqualTo(EarningRules.MOST);
  }

  @Test
  void whatNoRuleSaysThePolicyDoes() {
    Policy policy = Policy.of(Pace.PRODUCT);
    for (Priority priority : Priority.all()) {
      assertThat(EarningRules.of(policy).pays(priority, "billing", "de", 5))
          .isEqualTo(policy.rewardOf(priority));
    }
  }

  @ParameterizedTest
  @CsvSource({"0, 100", "999, 100", "1000, 50", "5000, 50"})
  void aDaysCapSlowsDown(long taken, int share) {
    assertThat(new EarningRules.DailyCap(1_000, 50).share(taken)).isEqualTo(share);
  }

  @ParameterizedTest
  @CsvSource({"100, 100, 100", "101, 50, 51", "1, 1, 1", "2147483647, 100, 2147483647"})
  void aShareIsNeverNothing(int reward, int percent, int share) {
    assertThat(EarningRules.share(reward, percent)).isEqualTo(share);
  }
}
