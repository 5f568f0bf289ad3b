package dev.crowdline.sla.clocks.web;

import static org.assertj.core.api.Assertions.assertThat;

import dev.crowdline.contracts.Policy;
import dev.crowdline.contracts.Tier;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ShownTest {
  @ParameterizedTest
  @CsvSource({"COMMUNITY,the community", "CONTRACTOR,contractors", "SPECIALIST,specialists"})
  void aStepLetsATierInAndClaimsNoMore(Tier tier, String who) {
    assertThat(Shown.action(new Policy.Step(90, 0, 1, 100, tier, false, "id")))
        .isEqualTo(who + " may be asked");
  }

  @Test
  void aStepSaysAllThatItDoes() {
    assertThat(Shown.action(new Policy.Step(50, 1, 2, 150, null, true, "id")))
        .isEqualTo("skills widened by 1 level, waves x 2, reward x 1.5, the operator is alerted");
  }
}
