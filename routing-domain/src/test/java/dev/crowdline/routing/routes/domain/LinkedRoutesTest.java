package dev.crowdline.routing.routes.domain;

import static dev.crowdline.routing.routes.domain.Samples.ASSIGNMENT;
import static dev.crowdline.routing.routes.domain.Samples.at;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** A route that an incident answers: nobody else is asked, and who has the work is the last. */
class LinkedRoutesTest {
  static List<RouteState> open() {
    return List.of(new RouteState.Queued(), new RouteState.Offered(2), new RouteState.Exhausted());
  }

  private static Route route(RouteState state) {
    return Samples.route(state, Samples.demand());
  }

  @ParameterizedTest
  @MethodSource("open")
  @DisplayName("what nobody has is closed without being finished, and waits again when it is split")
  void waitsForNobody(RouteState state) {
    Route linked = route(state).linked();
    assertThat(linked.state()).isEqualTo(new RouteState.Closed(false, true));
    assertThat(linked.dueAt()).isNull();
    assertThat(linked.isFinished()).isFalse();
    assertThat(linked.linked()).isEqualTo(linked);

    Route split = linked.split(1, at(60));
    assertThat(split.state()).isEqualTo(new RouteState.Queued());
    assertThat(split.round()).isEqualTo(1);
    assertThat(split.dueAt()).isEqualTo(split.retryAt(at(60)));
    assertThat(linked.split(2, at(60)).round()).isEqualTo(2);
    assertThat(split.split(1, at(90))).isEqualTo(split);
  }

  @Test
  @DisplayName("work goes on, and when it is dropped nobody is asked again")
  void whoHasTheWorkIsTheLast() {
    RouteState.Assigned assigned = new RouteState.Assigned(ASSIGNMENT);
    Route linked = route(assigned).linked();
    assertThat(linked.assignmentId()).isEqualTo(ASSIGNMENT);
    Route dropped = linked.dropped((RouteState.Assigned) linked.state(), at(60));
    assertThat(dropped.state()).isEqualTo(new RouteState.Closed(false, true));
    assertThat(dropped.dueAt()).isNull();
    assertThat(Change.requeued(dropped, Change.Queued.Cause.RELEASED))
        .containsExactly(new Change.Moved(dropped));

    Route split = linked.split(1, at(60));
    assertThat(split.state()).isEqualTo(assigned);
    assertThat(split.dropped(assigned, at(70)).state()).isEqualTo(new RouteState.Queued());
  }

  @Test
  @DisplayName("what was answered is asked anew only when a later round begins, what is over never")
  void answeredAndOver() {
    Route answered = route(new RouteState.Closed(false));
    assertThat(answered.linked()).isEqualTo(answered);
    assertThat(answered.split(1, at(60))).isEqualTo(answered);
    assertThat(answered.split(2, at(60)).state()).isEqualTo(new RouteState.Queued());
    Route over = route(new RouteState.Closed(true));
    assertThat(over.split(2, at(60))).isEqualTo(over);
  }
}
