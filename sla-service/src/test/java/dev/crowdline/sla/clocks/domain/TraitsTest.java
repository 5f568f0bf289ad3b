package dev.crowdline.sla.clocks.domain;

import static org.assertj.core.api.Assertions.assertThat;

import dev.crowdline.contracts.Channel;
import dev.crowdline.contracts.Pace;
import dev.crowdline.contracts.Policy;
import dev.crowdline.contracts.Priority;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

class TraitsTest {
  private static final Policy DEMO = Policy.of(Pace.DEMO);
  private static final Traits REQUEST =
      new Traits(Priority.HIGH, Channel.WEB, "roaming", "de-AT", Map.of("plan", "gold"));
  private static final Map<Priority, Policy.Targets> STRICT =
      Map.of(
          Priority.URGENT, new Policy.Targets(1, 2, 3),
          Priority.HIGH, new Policy.Targets(4, 5, 6),
          Priority.NORMAL, new Policy.Targets(7, 8, 9),
          Priority.LOW, new Policy.Targets(10, 11, 12));

  private static Policy.When when(
      List<Priority> priorities,
      List<Channel> channels,
      List<String> topics,
      List<String> languages,
      Map<String, String> attributes) {
    return new Policy.When(priorities, channels, topics, languages, attributes);
  }

  private static Policy.Case of(String name, Policy.When when) {
    return new Policy.Case(
        name,
        name,
        when,
        STRICT,
        List.of(new Policy.Step(50, 0, 1, 100, null, true, name + "-alert")));
  }

  @Test
  @DisplayName("a case suits when each thing that it names is what the request has")
  void suits() {
    assertThat(
            REQUEST.misfit(
                when(
                    List.of(Priority.URGENT, Priority.HIGH),
                    List.of(Channel.WEB),
                    List.of("billing", "roaming"),
                    List.of("de"),
                    Map.of("plan", "gold"))))
        .isNull();
    assertThat(REQUEST.misfit(when(List.of(), List.of(), List.of(), List.of(), Map.of()))).isNull();
  }

  @Test
  @DisplayName("where it does not, what the request has and what was wanted is said")
  void misfits() {
    assertThat(
            REQUEST.misfit(
                when(List.of(Priority.LOW), List.of(Channel.API), List.of(), List.of(), Map.of())))
        .isEqualTo(new Traits.Misfit("priority", "HIGH", List.of("LOW")));
    assertThat(
            REQUEST.misfit(
                when(List.of(), List.of(Channel.API), List.of("billing"), List.of(), Map.of())))
        .isEqualTo(new Traits.Misfit("channel", "WEB", List.of("API")));
    assertThat(REQUEST.misfit(when(List.of(), List.of(), List.of("billing"), List.of(), Map.of())))
        .isEqualTo(new Traits.Misfit("topic", "roaming", List.of("billing")));
    assertThat(REQUEST.misfit(when(List.of(), List.of(), List.of(), List.of("fr", "en"), Map.of())))
        .isEqualTo(new Traits.Misfit("language", "de", List.of("fr", "en")));
    assertThat(
            REQUEST.misfit(
                when(
                    List.of(),
                    List.of(),
                    List.of(),
                    List.of(),
                    Map.of("plan", "gold", "contract", "business"))))
        .isEqualTo(new Traits.Misfit("attributes.contract", null, List.of("business")));
    Traits topicless = new Traits(Priority.HIGH, Channel.WEB, null, "de", Map.of());
    assertThat(
            topicless.misfit(when(List.of(), List.of(), List.of("billing"), List.of(), Map.of())))
        .isEqualTo(new Traits.Misfit("topic", null, List.of("billing")));
  }

  @Test
  @DisplayName("the first that suits counts, with its targets and its steps; else the policy's own")
  void firstMatchWins() {
    Policy.When german = when(List.of(), List.of(), List.of(), List.of("de"), Map.of());
    Policy.When french = when(List.of(), List.of(), List.of(), List.of("fr"), Map.of());
    Policy policy =
        DEMO.withCases(List.of(of("french", french), of("german", german), of("later", german)));
    Plan plan = Plan.of(policy, 3, Priority.HIGH, REQUEST);
    assertThat(plan.forCase()).isEqualTo(new Plan.Case("german", "german"));
    assertThat(plan.targets()).isEqualTo(new Policy.Targets(4, 5, 6));
    assertThat(plan.targetsOf(Priority.URGENT)).isEqualTo(new Policy.Targets(1, 2, 3));
    assertThat(plan.steps()).extracting(Policy.Step::id).containsExactly("german-alert");

    Plan other = Plan.of(DEMO.withCases(List.of(of("french", french))), 3, Priority.HIGH, REQUEST);
    assertThat(other).isEqualTo(Plan.of(DEMO, 3, Priority.HIGH, null));
    assertThat(Plan.of(policy, 3, Priority.HIGH, null).forCase()).isNull();
  }
}
