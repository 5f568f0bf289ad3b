package dev.crowdline.sla.clocks.domain;

import static dev.crowdline.sla.clocks.domain.Story.FIRST;
import static dev.crowdline.sla.clocks.domain.Story.at;
import static dev.crowdline.sla.clocks.domain.Story.submitted;
import static dev.crowdline.sla.clocks.domain.Story.take;
import static org.assertj.core.api.Assertions.assertThat;

import dev.crowdline.contracts.Priority;
import dev.crowdline.contracts.SlaClock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

/** Demo: NORMAL is to be accepted within 120 s, HIGH within 60 s, URGENT within 30 s. */
class RaisedPriorityTest {
  private static final SlaClock ACCEPT = SlaClock.TIME_TO_ACCEPT;

  private static Instant deadline(RequestClocks clocks) {
    return Deadlines.of(clocks, Story.PLAN, clocks.timeline()).reaches(ACCEPT, 100);
  }

  private static RequestClocks raise(RequestClocks clocks, double seconds, Priority to) {
    return clocks.priorityRaised(at(seconds), to);
  }

  private static List<String> breaches(Outcome outcome) {
    return outcome.events().stream()
        .filter(ClockEvent.Breached.class::isInstance)
        .map(ClockEvent.Breached.class::cast)
        .map(e -> e.clock() + " " + Duration.between(Story.START, e.dueAt()).toSeconds())
        .toList();
  }

  @Test
  void theNewTargetCountsWithTheTimeThatWasUsed() {
    RequestClocks clocks = raise(submitted(), 10, Priority.HIGH);
    assertThat(clocks.priority()).isEqualTo(Priority.HIGH);
    assertThat(deadline(clocks)).isEqualTo(at(60));
    assertThat(breaches(clocks.due(at(59.999999)))).isEmpty();
    assertThat(breaches(clocks.due(at(60)))).containsExactly("TIME_TO_ACCEPT 60");
  }

  @Test
  void nobodyWasLateBeforeItWasSaid() {
    RequestClocks clocks = raise(submitted(), 50, Priority.URGENT);
    assertThat(deadline(clocks)).isEqualTo(at(50));
    assertThat(breaches(clocks.due(at(50)))).containsExactly("TIME_TO_ACCEPT 50");
  }

  @Test
  void whatWasMetStaysMet() {
    RequestClocks clocks = take(100, FIRST, 1).apply(submitted()).settled(at(101)).clocks();
    Instant metAt = clocks.judged(ACCEPT).metAt();
    assertThat(metAt).isEqualTo(at(100));
    RequestClocks raised = raise(clocks, 110, Priority.URGENT).settled(at(111)).clocks();
    assertThat(raised.judged(ACCEPT)).isEqualTo(new Judged(null, null, metAt));
    assertThat(Deadlines.of(raised, Story.PLAN, raised.timeline()).budget(ACCEPT))
        .isEqualTo(Duration.ofMinutes(2));
  }

  @Test
  void whatWasMissedStaysMissedWhenItWas() {
    RequestClocks clocks = submitted().due(at(130)).clocks();
    RequestClocks raised = raise(clocks, 140, Priority.URGENT);
    Outcome outcome = raised.due(at(150));
    assertThat(outcome.clocks().judged(ACCEPT).breachedAt()).isEqualTo(at(120));
    assertThat(breaches(outcome)).containsExactly("FIRST_RESPONSE 140");
  }

  @Test
  void aClockThatStoodStillIsLateWhenItRunsAgain() {
    RequestClocks clocks = raise(take(50, FIRST, 1).apply(submitted()), 60, Priority.URGENT);
    assertThat(deadline(clocks)).isNull();
    assertThat(deadline(clocks.released(at(70), FIRST))).isEqualTo(at(70));
  }

  @Test
  void aLessPressingPriorityGivesNoTimeBack() {
    RequestClocks clocks = raise(raise(submitted(), 1, Priority.URGENT), 2, Priority.LOW);
    assertThat(clocks.priority()).isEqualTo(Priority.URGENT);
    assertThat(deadline(clocks)).isEqualTo(at(30));
  }

  @Test
  void aPlanOfBeforeKeepsItsTargets() {
    Plan before = new Plan(Story.PLAN.targets(), 1, Story.PLAN.steps(), null, null, null, null);
    RequestClocks clocks = raise(submitted(), 1, Priority.URGENT);
    assertThat(Deadlines.of(clocks, before, clocks.timeline()).reaches(ACCEPT, 100))
        .isEqualTo(at(120));
  }

  @Test
  @DisplayName("a staff message is the first response, and stops or starts no other clock")
  void staffIsAPerson() {
    Timeline before = submitted().timeline();
    Timeline after =
        submitted().staffWrote(at(20)).staffWrote(at(10)).staffWrote(at(30)).timeline();
    assertThat(after.respondedAt()).isEqualTo(at(10));
    assertThat(after.waitingOn()).isEqualTo(before.waitingOn());
    assertThat(after.status()).isEqualTo(before.status());
    assertThat(after.spans(SlaClock.RESOLUTION)).isEqualTo(before.spans(SlaClock.RESOLUTION));
    assertThat(after.spans(ACCEPT)).isEqualTo(before.spans(ACCEPT));
  }

  @Test
  @DisplayName("P7: in whatever order it is heard, the clocks end alike, and no raise un-breaches")
  void noRaiseUnBreaches() {
    Random random = new Random(11);
    for (int run = 0; run < 2_000; run++) {
      int released = random.nextInt(200, 300);
      List<UnaryOperator<RequestClocks>> life =
          new ArrayList<>(
              List.of(
                  Story.submit(),
                  take(random.nextInt(10, 200), FIRST, 1),
                  clocks -> clocks.released(at(released), FIRST)));
      Judged before = heard(life).judged(ACCEPT);
      for (Priority to : List.of(Priority.HIGH, Priority.URGENT)) {
        int second = random.nextInt(0, 300);
        life.add(clocks -> raise(clocks, second, to));
      }
      RequestClocks inOrder = heard(life);
      Collections.shuffle(life, random);
      RequestClocks shuffled = heard(life);
      for (SlaClock clock : SlaClock.all()) {
        // A warning is said or not, as the time was when it was judged.
        Judged judged = shuffled.judged(clock);
        assertThat(judged.breachedAt()).isEqualTo(inOrder.judged(clock).breachedAt());
        assertThat(judged.metAt()).isEqualTo(inOrder.judged(clock).metAt());
      }
      assertThat(shuffled.priority()).isEqualTo(Priority.URGENT);
      if (before.breachedAt() != null) {
        assertThat(shuffled.judged(ACCEPT).breachedAt()).isBeforeOrEqualTo(before.breachedAt());
      }
    }
  }

  /** Judged after each, at moments when all of it has happened. */
  private static RequestClocks heard(List<UnaryOperator<RequestClocks>> facts) {
    RequestClocks clocks = RequestClocks.UNKNOWN;
    for (UnaryOperator<RequestClocks> fact : facts) {
      clocks = fact.apply(clocks).due(at(400)).clocks();
    }
    return clocks;
  }
}
