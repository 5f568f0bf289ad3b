package dev.crowdline.sla.clocks.domain;

import static dev.crowdline.sla.clocks.domain.Story.FIRST;
import static dev.crowdline.sla.clocks.domain.Story.at;
import static dev.crowdline.sla.clocks.domain.Story.submitted;
import static dev.crowdline.sla.clocks.domain.Story.take;
import static org.assertj.core.api.Assertions.assertThat;

import dev.crowdline.contracts.Pace;
import dev.crowdline.contracts.Policy;
import dev.crowdline.contracts.Priority;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class TrialTest {
  private static final Policy DEMO = Policy.of(Pace.DEMO);

  private static Policy stepTwoAt(int percent) {
    List<Policy.Step> steps = new ArrayList<>(DEMO.steps());
    Policy.Step old = steps.get(1);
    steps.set(1, new Policy.Step(percent, 0, 2, 150, null, false, old.id()));
    return DEMO.withSteps(steps);
  }

  private static Trial tried(Policy policy, Instant now, RequestClocks... running) {
    return Trial.of(
        Stream.of(running)
            .map(clocks -> new Trial.Running(clocks, Plan.of(policy, 0, Priority.NORMAL, null)))
            .toList(),
        policy,
        now);
  }

  @Test
  void whatCountsAlreadyChangesNothing() {
    RequestClocks late = submitted().due(at(125)).clocks();
    Trial trial = tried(DEMO, at(125), submitted(), late);
    assertThat(trial.breached()).isEqualTo(new Trial.BeforeAndAfter(2, 2));
    assertThat(trial.steps())
        .allSatisfy(step -> {
          assertThat(step.raisedAtOnce()).isZero();
          assertThat(step.takenBack()).isZero();
        });
  }

  @Test
  void anEarlierStepIsRaisedAtOnceWhereItsShareIsUsed() {
    RequestClocks young = submitted();
    RequestClocks taken = take(1, FIRST, 1).apply(submitted());
    Trial trial = tried(stepTwoAt(40), at(50), young, taken);
    assertThat(trial.examined()).isEqualTo(2);
    assertThat(trial.steps().get(1)).isEqualTo(new Trial.Step("raise", 40, 0, 1, 0));
    assertThat(trial.steps().get(0)).isEqualTo(new Trial.Step("widen", 25, 1, 0, 0));
  }

  @Test
  void aLaterStepIsTakenBack() {
    Trial trial = tried(stepTwoAt(60), at(61), submitted().due(at(61)).clocks());
    assertThat(trial.steps().get(1)).isEqualTo(new Trial.Step("raise", 60, 1, 0, 1));
  }
}
