package dev.crowdline.sla.clocks.domain;

import static dev.crowdline.sla.clocks.domain.Story.FIRST;
import static dev.crowdline.sla.clocks.domain.Story.SECOND;
import static dev.crowdline.sla.clocks.domain.Story.answer;
import static dev.crowdline.sla.clocks.domain.Story.ask;
import static dev.crowdline.sla.clocks.domain.Story.at;
import static dev.crowdline.sla.clocks.domain.Story.take;
import static org.assertj.core.api.Assertions.assertThat;

import dev.crowdline.contracts.Priority;
import dev.crowdline.contracts.SlaClock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashSet;
import java.util.List;
import java.util.Random;
import java.util.Set;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

/** The order of hearing does not matter, and judging early in between does not either. */
class ShuffledFactsTest {
  private static final List<UnaryOperator<RequestClocks>> LIFE =
      List.of(
          Story.submit(),
          take(20, FIRST, 1),
          ask(40, FIRST),
          clocks -> clocks.customerWrote(at(100), null, false),
          clocks -> clocks.spoken(at(110), FIRST, false, null),
          clocks -> clocks.staffWrote(at(115)),
          clocks -> clocks.priorityRaised(at(118), Priority.HIGH),
          clocks -> clocks.timedOut(at(120), FIRST),
          take(150, SECOND, 1),
          answer(200, SECOND, 1),
          answer(201, SECOND, 1),
          clocks -> clocks.reopened(at(900), 2),
          take(910, Story.id(3), 2),
          answer(1_000, Story.id(3), 2),
          clocks -> clocks.resolved(at(1_300), Story.id(3), 2, 2),
          clocks -> clocks.offered(3, 0, 0));

  private static RequestClocks inTime() {
    RequestClocks clocks = RequestClocks.UNKNOWN;
    for (UnaryOperator<RequestClocks> fact : LIFE) {
      clocks = fact.apply(clocks);
    }
    return clocks.due(at(2_000)).clocks();
  }

  @Test
  @DisplayName("P7: facts of different services in any order come to the same clocks")
  void anyOrderComesToTheSame() {
    RequestClocks expected = inTime();
    Random random = new Random(7);
    for (int run = 0; run < 2_000; run++) {
      List<UnaryOperator<RequestClocks>> shuffled = new ArrayList<>(LIFE);
      Collections.shuffle(shuffled, random);
      RequestClocks clocks = RequestClocks.UNKNOWN;
      Set<Integer> standing = new HashSet<>();
      Instant now = at(1_300);
      for (UnaryOperator<RequestClocks> fact : shuffled) {
        // Each is heard a little after all of it happened, and silence is judged in between.
        now = now.plusSeconds(random.nextInt(40));
        clocks = follow(fact.apply(clocks), now, standing);
      }
      clocks = follow(clocks, at(2_000), standing);

      assertThat(clocks.timeline()).isEqualTo(expected.timeline());
      assertThat(clocks.judged()).isEqualTo(expected.judged());
      assertThat(clocks.tried()).isEqualTo(expected.tried());
      // What is left of the steps are those that were due, and each that is not was withdrawn.
      assertThat(standing).isEqualTo(steps(clocks));
      assertThat(clocks.raised())
          .allSatisfy(step -> assertThat(reached(expected, step.step())).isNotNull());
    }
  }

  private static RequestClocks follow(RequestClocks clocks, Instant now, Set<Integer> standing) {
    Outcome outcome = clocks.due(now);
    for (ClockEvent event : outcome.events()) {
      if (event instanceof ClockEvent.StepRaised raised) {
        assertThat(standing.add(raised.raised().step())).isTrue();
      } else if (event instanceof ClockEvent.StepWithdrawn withdrawn) {
        assertThat(standing.remove(withdrawn.raised().step())).isTrue();
      }
    }
    return outcome.clocks();
  }

  private static Set<Integer> steps(RequestClocks clocks) {
    Set<Integer> steps = new HashSet<>();
    clocks.raised().forEach(step -> steps.add(step.step()));
    return steps;
  }

  private static Instant reached(RequestClocks clocks, int step) {
    int percent = Story.PLAN.steps().get(step - 1).percent();
    return Deadlines.of(clocks, Story.PLAN, clocks.timeline())
        .reaches(SlaClock.TIME_TO_ACCEPT, percent);
  }
}
