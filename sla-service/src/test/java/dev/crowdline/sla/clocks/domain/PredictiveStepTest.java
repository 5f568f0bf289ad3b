package dev.crowdline.sla.clocks.domain;

import static dev.crowdline.sla.clocks.domain.Story.FIRST;
import static dev.crowdline.sla.clocks.domain.Story.at;
import static dev.crowdline.sla.clocks.domain.Story.take;
import static org.assertj.core.api.Assertions.assertThat;

import dev.crowdline.contracts.Policy;
import dev.crowdline.contracts.Priority;
import dev.crowdline.contracts.Tier;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** A step that is due already when the wait to expect is longer than what is left. */
class PredictiveStepTest {
  private static final int ACCEPT = 100;

  private RequestClocks clocks =
      RequestClocks.UNKNOWN
          .submitted(at(0), Priority.NORMAL, Tier.COMMUNITY, null, null, null)
          .planned(plan());

  /** At 25 % by its share alone, at 80 % or sooner. */
  private static Plan plan() {
    Policy.Targets targets = new Policy.Targets(ACCEPT, 10_000, 100_000);
    return new Plan(
        targets,
        86_400,
        List.of(
            new Policy.Step(25, 1, 1, 100, null, false, "share"),
            new Policy.Step(80, 0, 1, 100, Tier.SPECIALIST, false, "sooner", true)),
        Map.of(Priority.URGENT, new Policy.Targets(40, 10_000, 100_000)),
        1,
        null,
        null);
  }

  private List<String> due(double seconds, @Nullable Integer expected) {
    Outcome outcome = clocks.due(at(seconds), expecting(expected));
    clocks = outcome.clocks();
    return outcome.events().stream()
        .filter(event ->
            event instanceof ClockEvent.StepRaised || event instanceof ClockEvent.StepWithdrawn)
        .map(event ->
            event instanceof ClockEvent.StepRaised raised
                ? raised.raised().stepId() + " at " + seconds(raised.raised())
                : "withdrawn " + ((ClockEvent.StepWithdrawn) event).raised().stepId())
        .toList();
  }

  private static long seconds(RaisedStep step) {
    return Duration.between(at(0), step.at()).toSeconds();
  }

  private static @Nullable Duration expecting(@Nullable Integer seconds) {
    return seconds == null ? null : Duration.ofSeconds(seconds);
  }

  @Test
  void withoutAWaitToExpectItGoesByItsShare() {
    assertThat(due(79, null)).containsExactly("share at 25");
    assertThat(due(80, null)).containsExactly("sooner at 80");
  }

  @Test
  void itIsDueWhenTheWaitIsLongerThanWhatIsLeftAndNotWhenItIsAsLong() {
    assertThat(due(60, 40)).containsExactly("share at 25");
    assertThat(due(60.000001, 40)).containsExactly("sooner at 60");
    assertThat(due(90, 40)).isEmpty();
  }

  @Test
  void aWaitThatIsLongerThanTheWholeBudgetMakesItDueAtOnce() {
    assertThat(due(0, 101)).containsExactly("sooner at 0");
    assertThat(due(0, 100)).isEmpty();
  }

  @Test
  void aWaitThatGrowsMakesItDueAsOfNow() {
    assertThat(due(30, 10)).containsExactly("share at 25");
    assertThat(due(50, 70)).containsExactly("sooner at 50");
    assertThat(clocks.raised().getLast().usedPercent()).isEqualTo(50);
    assertThat(clocks.raised().getLast().expectedMillis()).isEqualTo(70_000);
    assertThat(clocks.raised().getFirst().expectedMillis()).as("by its share").isNull();
    // Shorter waits later take nothing back, and it is raised once.
    assertThat(due(55, 1)).isEmpty();
    assertThat(due(80, 90)).isEmpty();
  }

  @Test
  void itIsLookedAtWhenItWillBeDue() {
    clocks = clocks.due(at(30), null).clocks();
    assertThat(clocks.nextDueAt(expecting(40))).isEqualTo(at(60.000001));
    assertThat(clocks.nextDueAt(null)).isEqualTo(at(75));
    assertThat(clocks.predicts()).isTrue();
  }

  @Test
  void whoHasTheWorkWaitsForNobody() {
    clocks = take(10, FIRST, 1).apply(clocks);
    assertThat(clocks.predicts()).isFalse();
    assertThat(due(20, 200)).doesNotContain("sooner at 20");
  }

  @Test
  void anAcceptThatIsHeardLateTakesItBack() {
    assertThat(due(50, 70)).contains("sooner at 50");
    clocks = take(20, FIRST, 1).apply(clocks);
    assertThat(due(51, 70)).contains("withdrawn sooner");
  }

  @ParameterizedTest
  @CsvSource({"40, true", "20, false"})
  void workThatIsHeardOfLateTakesItBackIfEnoughWasLeftThen(int releasedAt, boolean withdrawn) {
    assertThat(due(50, 70)).contains("sooner at 50");
    clocks = take(1, FIRST, 1).apply(clocks).released(at(releasedAt), FIRST);
    assertThat(due(51, null).contains("withdrawn sooner")).isEqualTo(withdrawn);
  }

  @Test
  void anAcceptAfterItTakesNothingBack() {
    assertThat(due(50, 70)).contains("sooner at 50");
    clocks = take(51, FIRST, 1).apply(clocks);
    assertThat(due(52, 70)).isEmpty();
    assertThat(due(300, null)).isEmpty();
  }
}
