package dev.crowdline.routing.routes.domain;

import static dev.crowdline.routing.routes.domain.Samples.ASSIGNMENT;
import static dev.crowdline.routing.routes.domain.Samples.MEMBER;
import static dev.crowdline.routing.routes.domain.Samples.SUBMITTED;
import static dev.crowdline.routing.routes.domain.Samples.at;
import static dev.crowdline.routing.routes.domain.Samples.demand;
import static dev.crowdline.routing.routes.domain.Samples.lastDemand;
import static dev.crowdline.routing.routes.domain.Samples.route;
import static org.assertj.core.api.Assertions.assertThat;

import dev.crowdline.contracts.Need;
import dev.crowdline.contracts.Turn;
import dev.crowdline.contracts.WaitingOn;
import dev.crowdline.routing.routes.domain.RouteState.Assigned;
import dev.crowdline.routing.routes.domain.RouteState.Exhausted;
import dev.crowdline.routing.routes.domain.RouteState.Offered;
import dev.crowdline.routing.routes.domain.RouteState.Queued;
import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class RouteTest {
  @Test
  @DisplayName("P4: the first wave's deadline is looked at, and a later wave never moves it back")
  void offered() {
    Route first = route(new Queued(), demand()).offered(new Queued(), 2, at(60));
    assertThat(first.state()).isEqualTo(new Offered(2));
    assertThat(first.wave()).isEqualTo(3);
    assertThat(first.dueAt()).as("not the retry of the queue").isEqualTo(at(60));
    Route more = first.offered(new Offered(2), 1, at(80));
    assertThat(more.state()).isEqualTo(new Offered(3));
    assertThat(more.dueAt()).isEqualTo(at(60));
    assertThat(first.offered(new Offered(2), 1, at(50)).dueAt()).isEqualTo(at(50));
  }

  @Test
  @DisplayName("a preferred member has had the turn when the offer ends")
  void offersEnded() {
    Route some = route(new Offered(2), demand(), MEMBER).offersEnded(1, at(10));
    assertThat(some.state()).isEqualTo(new Offered(1));
    assertThat(some.dueAt()).as("the other's deadline").isEqualTo(at(30));
    assertThat(some.preferredMember()).isNull();
    Route all = route(new Offered(2), demand()).offersEnded(2, at(10));
    assertThat(all.state()).isEqualTo(new Queued());
    assertThat(all.dueAt()).isEqualTo(at(40));
    assertThat(route(new Offered(2), lastDemand()).offersEnded(2, at(10)).state())
        .isEqualTo(new Exhausted());
  }

  @Test
  @DisplayName("an accept prefers nobody any more; what is dropped waits for helpers")
  void assignedAndDropped() {
    Assigned state = new Assigned(ASSIGNMENT);
    Route assigned =
        route(new Queued(), demand(), MEMBER).assigned(new Queued(), ASSIGNMENT, at(90));
    assertThat(assigned.state()).isEqualTo(state);
    assertThat(assigned.assignmentId()).isEqualTo(ASSIGNMENT);
    assertThat(assigned.preferredMember()).isNull();
    assertThat(assigned.dueAt()).isEqualTo(at(90));
    Route waits = assigned.given(ASSIGNMENT, at(400)).dueAt(at(500));
    assertThat(waits.dueAt()).isEqualTo(at(500));
    Route dropped = waits.dropped(state, at(100));
    assertThat(dropped.state()).isEqualTo(new Queued());
    assertThat(dropped.assignmentId()).isNull();
    assertThat(dropped.waitingOn()).isEqualTo(WaitingOn.HELPERS);
    assertThat(dropped.dueAt()).isAfter(at(100));
    assertThat(assigned.completed(state, at(400)).waitingOn()).isEqualTo(WaitingOn.CUSTOMER);
    assertThat(assigned.completed(state, at(400)).dueAt()).isNull();
  }

  @Test
  @DisplayName("who dropped work that was claimed before any wave can be told from a fresh route")
  void aClaimCountsAsAWave() {
    Route fresh = route(new Queued(), demand());
    Route untouched =
        new Route(
            fresh.origin(), fresh.demand(), fresh.state(), 1, 0, null, Turn.FIRST, fresh.dueAt());
    assertThat(untouched.assigned(new Queued(), ASSIGNMENT, at(90)).wave()).isEqualTo(1);
    assertThat(fresh.assigned(new Queued(), ASSIGNMENT, at(90)).wave()).isEqualTo(2);
  }

  @ParameterizedTest
  @CsvSource({
    "0, 30",
    "59, 30",
    "60, 30",
    "62, 31",
    "7198, 3599",
    "7200, 3600",
    "7202, 3600",
    "864000, 3600"
  })
  @DisplayName("P4: a waiting route is looked at again within half its age, 30 s to an hour")
  void retryAt(long age, long pause) {
    Instant now = SUBMITTED.plusSeconds(age);
    assertThat(Duration.between(now, route(new Queued(), demand()).retryAt(now)))
        .isEqualTo(Duration.ofSeconds(pause));
  }

  @Test
  @DisplayName("P4: a submission from a clock that is ahead is looked at again, too")
  void retryBeforeTheSubmission() {
    assertThat(route(new Queued(), demand()).retryAt(at(-100))).isEqualTo(at(-70));
  }

  @Test
  @DisplayName("what it needs now is what it needed, as far as escalation has lowered it")
  void needed() {
    Demand widened = demand().escalated(new Demand.Escalation(1, "1", false, 1, 1, 100, 0));
    Route route = route(new Queued(), widened, new Need("tv", 3), new Need("wifi", 1));
    assertThat(route.needed()).containsExactly(new Need("tv", 2), new Need("wifi", 1));
    assertThat(route.origin().needs()).containsExactly(new Need("tv", 3), new Need("wifi", 1));
  }
}
