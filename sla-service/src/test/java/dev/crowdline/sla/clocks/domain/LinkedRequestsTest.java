package dev.crowdline.sla.clocks.domain;

import static dev.crowdline.sla.clocks.domain.Story.FIRST;
import static dev.crowdline.sla.clocks.domain.Story.SECOND;
import static dev.crowdline.sla.clocks.domain.Story.answer;
import static dev.crowdline.sla.clocks.domain.Story.at;
import static dev.crowdline.sla.clocks.domain.Story.submitted;
import static dev.crowdline.sla.clocks.domain.Story.take;
import static org.assertj.core.api.Assertions.assertThat;

import dev.crowdline.contracts.SlaClock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

/** A request that an incident answers: its clocks run to that answer, and nobody is pressed. */
class LinkedRequestsTest {
  private static RequestClocks linked() {
    return submitted().linked(at(60));
  }

  private static String stands(RequestClocks clocks) {
    Timeline timeline = clocks.timeline();
    StringBuilder runs = new StringBuilder();
    for (SlaClock clock :
        List.of(SlaClock.TIME_TO_ACCEPT, SlaClock.FIRST_RESPONSE, SlaClock.RESOLUTION)) {
      runs.append(timeline.spans(clock).isOpen() ? clock.name().charAt(0) : '.');
    }
    return timeline.status() + " " + timeline.round() + " " + runs;
  }

  @Test
  @DisplayName(
      "response and resolution run on to the incident's answer; accepting is the incident's")
  void runsToTheAnswer() {
    assertThat(stands(linked())).isEqualTo("LINKED 1 .FR");
    RequestClocks told = answer(100, SECOND, 1).apply(linked());
    assertThat(stands(told)).isEqualTo("ANSWERED 1 ...");
    assertThat(told.timeline().spans(SlaClock.FIRST_RESPONSE).used(at(999)))
        .isEqualTo(Duration.ofSeconds(100));
    assertThat(stands(told.closed(at(200), 1, Mark.Closed.By.INCIDENT)))
        .isEqualTo("RESOLVED 1 ...");
    assertThat(told.closed(at(200), 1, Mark.Closed.By.INCIDENT).timeline().resolvedBy()).isNull();
    assertThat(stands(told.split(at(200), 2))).isEqualTo("OPEN 2 T.R");
  }

  @Test
  @DisplayName("while it is linked no step is raised and nobody is alerted; splitting resumes them")
  void nobodyIsPressed() {
    RequestClocks late = linked().due(at(10_000)).clocks();
    assertThat(late.raised()).isEmpty();
    assertThat(Alert.of(late, late.timeline())).isEmpty();
    assertThat(Urgency.of(late, late.timeline())).isNull();
    RequestClocks split = late.split(at(10_000), 1);
    assertThat(stands(split)).isEqualTo("OPEN 1 TFR");
    assertThat(split.due(at(20_000)).clocks().raised()).isNotEmpty();
    assertThat(split.timeline().spans(SlaClock.TIME_TO_ACCEPT).used(at(10_030)))
        .isEqualTo(Duration.ofSeconds(90));
  }

  @Test
  @DisplayName("who works on it already goes on, and is the last")
  void whoWorksGoesOn() {
    RequestClocks working = take(30, FIRST, 1).apply(submitted()).linked(at(60));
    assertThat(stands(working)).isEqualTo("LINKED 1 .FR");
    assertThat(stands(working.released(at(70), FIRST))).isEqualTo("LINKED 1 .FR");
    assertThat(stands(working.split(at(70), 1))).isEqualTo("IN_WORK 1 .FR");
    assertThat(stands(answer(80, FIRST, 1).apply(working))).isEqualTo("ANSWERED 1 ...");
  }

  @Test
  void whatIsAnsweredOrOverIsNotLinked() {
    RequestClocks answered = answer(30, FIRST, 1).apply(submitted());
    assertThat(stands(answered.linked(at(60)))).isEqualTo("ANSWERED 1 ...");
    assertThat(stands(submitted().cancelled(at(30)).linked(at(60)))).isEqualTo("CANCELLED 1 ...");
    assertThat(stands(submitted().cancelled(at(30)).closed(at(60), 1, Mark.Closed.By.INCIDENT)))
        .isEqualTo("CANCELLED 1 ...");
  }

  @Test
  @DisplayName("P7: heard in any order, it comes to the same")
  void anyOrder() {
    List<UnaryOperator<RequestClocks>> facts =
        List.of(
            Story.submit(),
            clocks -> clocks.linked(at(60)),
            take(65, FIRST, 1),
            answer(100, Story.id(3), 1),
            clocks -> clocks.split(at(120), 2),
            take(130, SECOND, 2),
            answer(140, SECOND, 2));
    String inOrder = null;
    for (int seed = 0; seed < 50; seed++) {
      List<UnaryOperator<RequestClocks>> shuffled = new ArrayList<>(facts);
      if (seed > 0) {
        Collections.shuffle(shuffled, new Random(seed));
      }
      RequestClocks clocks = RequestClocks.UNKNOWN;
      for (UnaryOperator<RequestClocks> fact : shuffled) {
        clocks = fact.apply(clocks);
      }
      String all = stands(clocks) + clocks.timeline().spans();
      inOrder = inOrder == null ? all : inOrder;
      assertThat(all).as("seed " + seed).isEqualTo(inOrder);
    }
  }
}
