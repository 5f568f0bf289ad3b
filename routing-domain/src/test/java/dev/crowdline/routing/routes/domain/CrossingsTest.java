package dev.crowdline.routing.routes.domain;

import static org.assertj.core.api.Assertions.assertThat;

import dev.crowdline.contracts.Fact;
import dev.crowdline.contracts.Priority;
import dev.crowdline.contracts.Tier;
import dev.crowdline.contracts.WaitingOn;
import dev.crowdline.contracts.intake.MessageAdded;
import dev.crowdline.contracts.intake.RequestReopened;
import dev.crowdline.contracts.routing.AssignmentCompleted;
import dev.crowdline.contracts.routing.MessageWritten;
import dev.crowdline.contracts.routing.OfferAccepted;
import dev.crowdline.contracts.routing.ThanksMarked;
import dev.crowdline.routing.assignments.domain.Assignment;
import dev.crowdline.routing.assignments.domain.AssignmentState;
import dev.crowdline.support.testing.Crossings;
import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

/**
 * Whose turn it is in routing, whatever crosses on its way, and that an assignment's clocks follow.
 */
class CrossingsTest {
  private Route route;
  private Assignment active;

  @Test
  @DisplayName("P7: in every order of five moves the turn is the one that all three come to")
  void everyOrder() {
    Crossings.all(5, this::replay);
  }

  @Test
  void longStoriesWithClocksThatDiffer() {
    Crossings.some(7, 3_000, 30, this::replay);
  }

  private void replay(Crossings.Story story) {
    route = Samples.route(new RouteState.Queued(), Demand.of(Tier.COMMUNITY, Priority.NORMAL, 100));
    active = null;
    for (Fact<?> fact : story.routing()) {
      happen(fact.data(), fact.time());
      if (active != null) {
        assertThat(active.pausedAt() != null)
            .as(() -> told(story))
            .isEqualTo(route.waitingOn() == WaitingOn.CUSTOMER);
      }
    }
    assertThat(route.waitingOn()).as(() -> told(story)).isEqualTo(story.turn());
    assertThat(route.round()).isEqualTo(story.round());
  }

  /** As the use cases do it, under the route's lock. */
  private void happen(Object fact, Instant at) {
    switch (fact) {
      case OfferAccepted f -> {
        route = route.assigned((RouteState.Open) route.state(), f.assignmentId(), at);
        active =
            Assignment.taken(
                f.assignmentId(),
                "demo",
                route.id(),
                f.memberId(),
                f.offerId(),
                Tier.COMMUNITY,
                f.round(),
                100,
                100,
                at,
                Duration.ofMinutes(10),
                Duration.ofHours(1),
                null);
      }
      case MessageWritten f -> {
        assertThat(f.heard()).isEqualTo(route.turn().highest());
        if (f.asksCustomer() || Boolean.TRUE.equals(f.followUp())) {
          route = route.given(f.assignmentId(), at);
        }
        active = active == null ? null : active.following(route.waitingOn(), at);
      }
      case ThanksMarked f -> route = route.given(f.assignmentId(), at);
      case AssignmentCompleted f -> {
        route = route.completed((RouteState.Assigned) route.state(), at);
        active = null;
      }
      case MessageAdded f -> {
        route = route.written(f.number(), false, at);
        active = active == null ? null : active.following(route.waitingOn(), at);
      }
      case RequestReopened f -> route = route.reopened(f.round(), null, at);
      default -> {
        active = active == null ? null : active.ended(AssignmentState.RELEASED, at);
        route = route.dropped((RouteState.Assigned) route.state(), at);
        active = null;
      }
    }
  }

  private static String told(Crossings.Story story) {
    StringBuilder text = new StringBuilder();
    story.routing().forEach(f -> text.append('\n').append(f.time()).append(' ').append(f.data()));
    return text.toString();
  }
}
