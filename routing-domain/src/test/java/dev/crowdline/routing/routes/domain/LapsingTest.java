package dev.crowdline.routing.routes.domain;

import static dev.crowdline.routing.routes.domain.Samples.ASSIGNMENT;
import static dev.crowdline.routing.routes.domain.Samples.ID;
import static dev.crowdline.routing.routes.domain.Samples.MEMBER;
import static dev.crowdline.routing.routes.domain.Samples.at;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.crowdline.contracts.AssignmentClock;
import dev.crowdline.contracts.EarningRules;
import dev.crowdline.contracts.Pace;
import dev.crowdline.contracts.Policy;
import dev.crowdline.contracts.Tier;
import dev.crowdline.routing.assignments.domain.Assignment;
import dev.crowdline.routing.assignments.domain.AssignmentState;
import dev.crowdline.routing.offers.domain.Offer;
import dev.crowdline.routing.offers.domain.OfferState;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

/** P10: what is due, in every state, on both sides of the moment. */
class LapsingTest {
  private static final Policy POLICY = Policy.of(Pace.PRODUCT);
  private static final Instant NOW = at(600);

  private static Standing standing(
      RouteState state, Demand demand, List<Offer> live, @Nullable Assignment active) {
    return new Standing(
        Samples.route(state, demand), live, Map.of(), active, POLICY, EarningRules.of(POLICY));
  }

  private static Offer offer(long n, Instant deadline) {
    return new Offer(
        new UUID(1, n),
        "demo",
        ID,
        new UUID(2, n),
        1,
        2,
        OfferState.OFFERED,
        1,
        100,
        100,
        at(500),
        deadline,
        null,
        null);
  }

  /** Work whose clocks run out so many seconds after it was taken. */
  private static Assignment work(Instant from, long firstAction, long completion) {
    return Assignment.taken(
        ASSIGNMENT,
        "demo",
        ID,
        MEMBER,
        null,
        Tier.COMMUNITY,
        1,
        100,
        100,
        from,
        Duration.ofSeconds(firstAction),
        Duration.ofSeconds(completion),
        null);
  }

  private static Standing worked(Demand demand, Assignment work) {
    return standing(new RouteState.Assigned(ASSIGNMENT), demand, List.of(), work);
  }

  @Test
  @DisplayName("a route that waits is looked at again")
  void waits() {
    for (RouteState state : List.of(new RouteState.Queued(), new RouteState.Exhausted())) {
      Standing standing = standing(state, Samples.demand(), List.of(), null);
      Route route = standing.route();
      assertThat(Lapsing.due(standing, NOW))
          .containsExactly(new Change.Moved(route.dueAt(route.retryAt(NOW))));
    }
  }

  @Test
  @DisplayName("a route known by hearsay is looked at a minute later")
  void hearsay() {
    Route route = Route.byHearsay(ID, "demo", at(0), at(0));
    Standing standing =
        new Standing(route, List.of(), Map.of(), null, POLICY, EarningRules.of(POLICY));
    assertThat(Lapsing.due(standing, NOW))
        .containsExactly(new Change.Moved(route.dueAt(NOW.plus(Route.HEARSAY))));
  }

  @Test
  @DisplayName("an offer ends at its deadline and not before; the route waits for the next one")
  void someExpire() {
    Offer over = offer(1, NOW);
    Offer lives = offer(2, NOW.plusMillis(1));
    Standing standing =
        standing(new RouteState.Offered(2), Samples.demand(), List.of(over, lives), null);
    assertThat(Lapsing.due(standing, NOW))
        .containsExactly(
            new Change.Expired(List.of(over)),
            new Change.Moved(standing.route().offersEnded(1, NOW).dueAt(lives.deadline())));
    assertThat(Lapsing.due(standing, NOW.minusMillis(1)))
        .containsExactly(new Change.Moved(standing.route().dueAt(over.deadline())));
  }

  @Test
  @DisplayName("when the last offer ends after the last step, the route is exhausted")
  void allExpire() {
    Offer over = offer(1, NOW);
    Standing standing =
        standing(new RouteState.Offered(1), Samples.lastDemand(), List.of(over), null);
    Route after = standing.route().offersEnded(1, NOW);
    assertThat(Lapsing.due(standing, NOW))
        .containsExactly(
            new Change.Expired(List.of(over)),
            new Change.Moved(after),
            new Change.Exhausted(after));
  }

  @Test
  @DisplayName("a clock warns, and later runs out: the work goes to somebody else")
  void clocks() {
    Assignment warned = work(at(0), 601, 2_000);
    assertThat(Lapsing.due(worked(Samples.demand(), warned), NOW))
        .contains(
            new Change.Warned(
                warned.warned(AssignmentClock.FIRST_ACTION),
                AssignmentClock.FIRST_ACTION,
                warned.firstActionDue()));
    Assignment over = work(at(0), 600, 2_000);
    Standing standing = worked(Samples.lastDemand(), over);
    Route after = standing.route().dropped(new RouteState.Assigned(ASSIGNMENT), NOW);
    assertThat(Lapsing.due(standing, NOW))
        .containsExactly(
            new Change.TimedOut(
                over.ended(AssignmentState.TIMED_OUT, NOW), AssignmentClock.FIRST_ACTION),
            new Change.Moved(after),
            new Change.Queued(after, Change.Queued.Cause.TIMED_OUT),
            new Change.Exhausted(after));
  }

  @Test
  @DisplayName("clocks that stand still judge nobody")
  void paused() {
    Standing standing = worked(Samples.demand(), work(at(0), 10, 20).paused(at(5)));
    assertThat(Lapsing.due(standing, NOW))
        .containsExactly(new Change.Moved(standing.route().dueAt(NOW.plus(Duration.ofHours(1)))));
  }

  @Test
  @DisplayName("work that is in time is looked at when its next clock warns")
  void inTime() {
    Assignment work = work(NOW, 1_000, 2_000);
    Standing standing = worked(Samples.demand(), work);
    assertThat(Lapsing.due(standing, NOW))
        .containsExactly(
            new Change.Moved(standing.route().dueAt(work.nextLook(POLICY.warningPercent()))));
  }

  @Test
  @DisplayName("P4: what cannot be is a bug that is named")
  void impossible() {
    Standing closed = standing(new RouteState.Closed(true), Samples.demand(), List.of(), null);
    assertThatThrownBy(() -> Lapsing.due(closed, NOW)).hasMessageContaining(ID.toString());
    Standing idle =
        standing(new RouteState.Assigned(ASSIGNMENT), Samples.demand(), List.of(), null);
    assertThatThrownBy(() -> Lapsing.due(idle, NOW)).hasMessageContaining(ID.toString());
  }
}
