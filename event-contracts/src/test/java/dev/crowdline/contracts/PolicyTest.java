package dev.crowdline.contracts;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class PolicyTest {
  private static final Policy PRODUCT = Policy.of(Pace.PRODUCT);
  private static final Policy DEMO = Policy.of(Pace.DEMO);

  @Test
  void theProductsDefaults() {
    assertThat(PRODUCT.offerSeconds()).isEqualTo(60);
    assertThat(PRODUCT.firstActionSeconds()).isEqualTo(10 * 60);
    assertThat(PRODUCT.completionSeconds()).isEqualTo(60 * 60);
    assertThat(PRODUCT.warningPercent()).isEqualTo(75);
    assertThat(PRODUCT.extensions()).isEqualTo(2);
    assertThat(PRODUCT.extensionSeconds()).isEqualTo(30 * 60);
    assertThat(PRODUCT.newMemberCapacity()).isEqualTo(2);
    assertThat(PRODUCT.silenceSeconds()).isEqualTo(72 * 3600);
    assertThat(PRODUCT.targetsOf(Priority.URGENT)).isEqualTo(new Policy.Targets(300, 900, 7200));
    assertThat(PRODUCT.targetsOf(Priority.HIGH)).isEqualTo(new Policy.Targets(600, 1800, 14400));
    assertThat(PRODUCT.targetsOf(Priority.NORMAL)).isEqualTo(new Policy.Targets(1200, 3600, 28800));
    assertThat(PRODUCT.targetsOf(Priority.LOW)).isEqualTo(new Policy.Targets(3600, 14400, 86400));
  }

  @Test
  void theDemonstrationsDefaults() {
    assertThat(DEMO.offerSeconds()).isEqualTo(15);
    assertThat(DEMO.firstActionSeconds()).isEqualTo(20);
    assertThat(DEMO.completionSeconds()).isEqualTo(60);
    assertThat(DEMO.extensions()).isEqualTo(1);
    assertThat(DEMO.extensionSeconds()).isEqualTo(30);
    assertThat(DEMO.silenceSeconds()).isEqualTo(60);
  }

  @Test
  void targetsOfTheDemonstrationAreOneTenth() {
    for (Priority priority : Priority.all()) {
      Policy.Targets product = PRODUCT.targetsOf(priority);
      assertThat(DEMO.targetsOf(priority))
          .as(priority.name())
          .isEqualTo(
              new Policy.Targets(
                  product.acceptSeconds() / 10,
                  product.firstResponseSeconds() / 10,
                  product.resolutionSeconds() / 10));
    }
  }

  @Test
  void bothHaveTheSameStepsAndPay() {
    assertThat(DEMO.steps()).isEqualTo(PRODUCT.steps());
    assertThat(DEMO.rewardPoints()).isEqualTo(PRODUCT.rewardPoints());
    assertThat(PRODUCT.steps())
        .containsExactly(
            new Policy.Step(25, 1, 1, 100, null, false, "widen"),
            new Policy.Step(50, 0, 2, 150, null, false, "raise"),
            new Policy.Step(70, 0, 1, 100, Tier.SPECIALIST, false, "specialists"),
            new Policy.Step(90, 0, 1, 100, Tier.CONTRACTOR, false, "contractors"),
            new Policy.Step(100, 0, 1, 100, null, true, "alert"));
  }

  @Test
  void aPolicyNamesEveryPriority() {
    assertThatThrownBy(() ->
            new Policy(
                1,
                1,
                1,
                1,
                1,
                1,
                1,
                1,
                1,
                1,
                1,
                Map.of(Priority.LOW, 1),
                PRODUCT.targets(),
                List.of(),
                PRODUCT.cost(),
                null,
                null))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("URGENT");
  }

  @Test
  void ofACaseWhatIsKnownIsKept() {
    Policy policy =
        PRODUCT.withCases(
            List.of(
                of("a", List.of(Priority.HIGH, Priority.UNKNOWN), List.of()),
                of("b", List.of(), List.of(Channel.UNKNOWN)),
                of("c", List.of(), List.of())));
    assertThat(policy.allCases()).extracting(Policy.Case::id).containsExactly("a", "c");
    assertThat(policy.allCases().getFirst().when().priorities()).containsExactly(Priority.HIGH);
    assertThat(PRODUCT.allCases()).isEmpty();
  }

  private static Policy.Case of(String id, List<Priority> priorities, List<Channel> channels) {
    return new Policy.Case(
        id,
        id,
        new Policy.When(priorities, channels, List.of(), List.of(), Map.of()),
        PRODUCT.targets(),
        List.of());
  }
}
