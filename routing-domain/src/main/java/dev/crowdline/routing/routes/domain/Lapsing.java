package dev.crowdline.routing.routes.domain;

import dev.crowdline.routing.assignments.domain.Assignment;
import dev.crowdline.routing.assignments.domain.AssignmentState;
import dev.crowdline.routing.offers.domain.Offer;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** What comes of it that a route is looked at because its time has come, in every state (P10). */
public final class Lapsing {
  private static final Duration PAUSED_LOOK = Duration.ofHours(1);

  private Lapsing() {}

  /** The changes, in the order in which they are stated. */
  public static List<Change> due(Standing standing, Instant now) {
    Route route = standing.route();
    return switch (route.state()) {
      case RouteState.Queued queued -> lookAgain(route, now);
      case RouteState.Exhausted exhausted -> lookAgain(route, now);
      case RouteState.Offered offered -> expired(route, standing.live(), now);
      case RouteState.Assigned assigned -> judged(standing, assigned, now);
      case RouteState.Closed closed ->
          throw new IllegalStateException("a closed route has no deadline: " + route.id());
    };
  }

  /** Saving a waiting route signals its queue to the matcher. */
  private static List<Change> lookAgain(Route route, Instant now) {
    return List.of(
        new Change.Moved(
            route.dueAt(route.origin().known() ? route.retryAt(now) : now.plus(Route.HEARSAY))));
  }

  private static List<Change> expired(Route route, List<Offer> live, Instant now) {
    List<Offer> over = live.stream().filter(o -> !now.isBefore(o.deadline())).toList();
    Optional<Instant> next =
        live.stream().map(Offer::deadline).filter(d -> d.isAfter(now)).min(Instant::compareTo);
    if (over.isEmpty()) {
      return List.of(new Change.Moved(route.dueAt(next.orElseGet(() -> route.retryAt(now)))));
    }
    Route ended = route.offersEnded(over.size(), now);
    Route after = next.map(ended::dueAt).orElse(ended);
    List<Change> changes = new ArrayList<>();
    changes.add(new Change.Expired(over));
    changes.add(new Change.Moved(after));
    Change.exhausted(after).ifPresent(changes::add);
    return changes;
  }

  private static List<Change> judged(Standing standing, RouteState.Assigned state, Instant now) {
    Route route = standing.route();
    Assignment work = standing.active();
    if (work == null) {
      throw new IllegalStateException(
          "an assigned route without an active assignment: " + route.id());
    }
    int warning = standing.policy().warningPercent();
    return switch (work.look(now, warning)) {
      // Intake alone judges the customer's silence.
      case Assignment.Finding.Paused paused ->
          List.of(new Change.Moved(route.dueAt(now.plus(PAUSED_LOOK))));
      case Assignment.Finding.LookAgain again -> List.of(new Change.Moved(route.dueAt(again.at())));
      case Assignment.Finding.Warn warn -> {
        Assignment warned = work.warned(warn.clock());
        yield List.of(
            new Change.Moved(route.dueAt(warned.nextLook(warning))),
            new Change.Warned(warned, warn.clock(), warn.dueAt()));
      }
      case Assignment.Finding.RanOut ranOut -> {
        Route waiting = route.dropped(state, now);
        List<Change> changes = new ArrayList<>();
        changes.add(
            new Change.TimedOut(work.ended(AssignmentState.TIMED_OUT, now), ranOut.clock()));
        changes.addAll(Change.requeued(waiting, Change.Queued.Cause.TIMED_OUT));
        yield changes;
      }
    };
  }
}
