package dev.crowdline.routing.routes.domain;

import static dev.crowdline.routing.routes.domain.Samples.ASSIGNMENT;
import static dev.crowdline.routing.routes.domain.Samples.MEMBER;
import static dev.crowdline.routing.routes.domain.Samples.at;
import static dev.crowdline.routing.routes.domain.Samples.demand;
import static dev.crowdline.routing.routes.domain.Samples.lastDemand;
import static dev.crowdline.routing.routes.domain.Samples.route;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.crowdline.contracts.WaitingOn;
import dev.crowdline.routing.routes.domain.RouteState.Assigned;
import dev.crowdline.routing.routes.domain.RouteState.Closed;
import dev.crowdline.routing.routes.domain.RouteState.Exhausted;
import dev.crowdline.routing.routes.domain.RouteState.Offered;
import dev.crowdline.routing.routes.domain.RouteState.Open;
import dev.crowdline.routing.routes.domain.RouteState.Queued;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** Every state of a route with every move. */
class RouteStateTest {
  private static final List<RouteState> STATES =
      List.of(
          new Queued(),
          new Exhausted(),
          new Offered(2),
          new Assigned(ASSIGNMENT),
          new Closed(false));

  static Stream<RouteState> states() {
    return STATES.stream();
  }

  static Stream<Open> openStates() {
    return STATES.stream().filter(Open.class::isInstance).map(Open.class::cast);
  }

  static Stream<Arguments> offersThatEnd() {
    return Stream.of(
        Arguments.of(1, false, new Offered(1)),
        Arguments.of(1, true, new Offered(1)),
        Arguments.of(2, false, new Queued()),
        Arguments.of(2, true, new Exhausted()),
        Arguments.of(3, false, new Queued()));
  }

  @Test
  @DisplayName("the names are those that the table's constraint and the API know")
  void names() {
    assertThat(STATES.stream().map(RouteState::name))
        .containsExactly("QUEUED", "EXHAUSTED", "OFFERED", "ASSIGNED", "CLOSED");
  }

  @Test
  @DisplayName("an offered route has live offers")
  void offeredWithNobodyCannotBeWritten() {
    assertThat(new Offered(1).live()).isEqualTo(1);
    assertThatThrownBy(() -> new Offered(0)).hasMessageContaining("live offers, not 0");
  }

  @ParameterizedTest
  @MethodSource("openStates")
  @DisplayName("more members can be asked in every open state, and they add up")
  void offered(Open from) {
    int before = from instanceof Offered offered ? offered.live() : 0;
    assertThat(from.offered(3)).isEqualTo(new Offered(before + 3));
  }

  @ParameterizedTest
  @MethodSource("openStates")
  @DisplayName("every open state can be accepted or claimed, and no other")
  void assigned(Open from) {
    assertThat(from.assigned(ASSIGNMENT)).isEqualTo(new Assigned(ASSIGNMENT));
    assertThat(STATES.stream().filter(s -> !(s instanceof Open)).map(RouteState::name))
        .containsExactly("ASSIGNED", "CLOSED");
  }

  @ParameterizedTest
  @MethodSource("offersThatEnd")
  @DisplayName("with the last live offer the route waits again, exhausted after the last step")
  void offersEnded(int ended, boolean lastStep, RouteState expected) {
    assertThat(new Offered(2).offersEnded(ended, lastStep)).isEqualTo(expected);
  }

  @Test
  @DisplayName("what is dropped or reopened waits, exhausted after the last step")
  void waitingAgain() {
    assertThat(new Assigned(ASSIGNMENT).dropped(false)).isEqualTo(new Queued());
    assertThat(new Assigned(ASSIGNMENT).dropped(true)).isEqualTo(new Exhausted());
    assertThat(new Assigned(ASSIGNMENT).completed()).isEqualTo(new Closed(false));
    assertThat(new Closed(false).reopened(false)).isEqualTo(new Queued());
    assertThat(new Closed(false).reopened(true)).isEqualTo(new Exhausted());
  }

  @ParameterizedTest
  @MethodSource("states")
  @DisplayName("P4: every state can be closed, and only a closed route has no deadline")
  void closed(RouteState from) {
    Route closed = route(from, demand()).closed();
    assertThat(closed.state()).isEqualTo(new Closed(true));
    assertThat(closed.dueAt()).isNull();
    assertThat(closed.assignmentId()).isNull();
    assertThat(closed.liveOffers()).isZero();
  }

  @ParameterizedTest
  @MethodSource("states")
  @DisplayName("offers end only where offers are live: anything else is a bug and says so")
  void offersOfAnotherState(RouteState from) {
    Route route = route(from, demand());
    if (from instanceof Offered) {
      assertThat(route.offersEnded(2, at(10)).state()).isEqualTo(new Queued());
    } else {
      assertThatThrownBy(() -> route.offersEnded(1, at(10))).hasMessageContaining(from.name());
    }
  }

  @ParameterizedTest
  @MethodSource("states")
  @DisplayName("only a closed route reopens, into a later round and with a deadline")
  void reopened(RouteState from) {
    Route route = route(from, demand());
    Route after = route.reopened(2, MEMBER, at(100));
    if (from instanceof Closed) {
      assertThat(after.state()).isEqualTo(new Queued());
      assertThat(after.round()).isEqualTo(2);
      assertThat(after.preferredMember()).isEqualTo(MEMBER);
      assertThat(after.waitingOn()).isEqualTo(WaitingOn.HELPERS);
      assertThat(after.dueAt()).isAfter(at(100));
      assertThat(after.reopened(2, MEMBER, at(101))).as("repeated").isEqualTo(after);
      assertThat(after.closed().reopened(2, MEMBER, at(102)).isClosed()).as("older").isTrue();
      assertThat(after.closed().reopened(3, null, at(102)).round()).isEqualTo(3);
    } else {
      assertThat(after).isEqualTo(route);
    }
  }

  @ParameterizedTest
  @MethodSource("states")
  @DisplayName("the last step exhausts a route that waits, and nothing else")
  void demandingAfterTheLastStep(RouteState from) {
    Route route = route(from, demand());
    assertThat(route.demanding(lastDemand()).state())
        .isEqualTo(from instanceof Queued ? new Exhausted() : from);
    assertThat(route.demanding(demand().raised(dev.crowdline.contracts.Tier.SPECIALIST)).state())
        .isEqualTo(from);
  }

  @ParameterizedTest
  @MethodSource("states")
  @DisplayName("a waiting route is exhausted just when the plan that is applied has no step left")
  void planned(RouteState from) {
    boolean waits = from instanceof Queued || from instanceof Exhausted;
    assertThat(route(from, lastDemand()).planned(true).state())
        .isEqualTo(waits ? new Queued() : from);
    assertThat(route(from, demand()).planned(false).state())
        .isEqualTo(waits ? new Exhausted() : from);
    assertThat(route(from, lastDemand()).planned(true).demand().lastStep()).isFalse();
  }

  @Test
  @DisplayName("more are asked while fewer are being asked than the wave is large")
  void isWaiting() {
    assertThat(route(new Queued(), demand()).isWaiting(3)).isTrue();
    assertThat(route(new Exhausted(), demand()).isWaiting(3)).isTrue();
    assertThat(route(new Offered(2), demand()).isWaiting(3)).isTrue();
    assertThat(route(new Offered(3), demand()).isWaiting(3)).isFalse();
    assertThat(route(new Offered(4), demand()).isWaiting(3)).isFalse();
    assertThat(route(new Offered(1), demand(), MEMBER).isWaiting(3)).as("asked alone").isFalse();
    assertThat(route(new Assigned(ASSIGNMENT), demand()).isWaiting(3)).isFalse();
    assertThat(route(new Closed(false), demand()).isWaiting(3)).isFalse();
  }
}
