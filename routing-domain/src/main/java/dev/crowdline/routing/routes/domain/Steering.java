package dev.crowdline.routing.routes.domain;

import dev.crowdline.contracts.Need;
import dev.crowdline.routing.assignments.domain.Assignment;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;

/** What comes of what an operator decides of a route, in every state of it. */
public final class Steering {
  /** The furthest that staff puts off the end of work. */
  public static final Duration FURTHEST = Duration.ofDays(1);

  private static final String OTHER_NEEDS = "it needs something else now";

  private Steering() {}

  /**
   * Other needs, or another language. Who is being asked is asked no more, and who suits is asked
   * anew; who declined in this round stays out, as in any wave. Who works on it goes on.
   */
  public static Outcome needs(Standing standing, List<Need> needs, String language, Instant now) {
    Route route = standing.route();
    Route needing = route.needing(needs, language);
    if (!route.isClosed() && needing.equals(route)) {
      return Decision.done(route.id());
    }
    return switch (route.state()) {
      case RouteState.Queued queued -> waiting(needing);
      case RouteState.Exhausted exhausted -> waiting(needing);
      case RouteState.Offered offered -> askedAnew(standing, needing, now);
      case RouteState.Assigned assigned ->
          new Decision(
              route.id(),
              standing.active() == null
                  ? List.of(new Change.NeedsChanged(needing), new Change.Moved(needing))
                  : List.of(
                      new Change.NeedsChanged(needing),
                      new Change.Moved(needing),
                      new Change.WorkConcerned(standing.active())));
      case RouteState.Closed closed -> Refusal.notOpen(route);
    };
  }

  /**
   * The same as it is heard, which cannot be refused: of a route that is known by hearsay only, or
   * closed, nothing changes.
   */
  static List<Change> understood(Standing standing, List<Need> needs, Instant now) {
    Route route = standing.route();
    return route.origin().known()
            && !needs.isEmpty()
            && needs(standing, needs, route.origin().language(), now) instanceof Decision decision
        ? decision.changes()
        : List.of();
  }

  private static Decision waiting(Route needing) {
    return new Decision(
        needing.id(), List.of(new Change.NeedsChanged(needing), new Change.Moved(needing)));
  }

  private static Decision askedAnew(Standing standing, Route needing, Instant now) {
    Route after = needing.offersEnded(standing.live().size(), now);
    List<Change> changes = new ArrayList<>();
    changes.add(new Change.NeedsChanged(needing));
    changes.add(new Change.Withdrawn(standing.live(), OTHER_NEEDS));
    changes.addAll(Change.requeued(after, Change.Queued.Cause.NEEDS_CHANGED));
    return new Decision(needing.id(), changes);
  }

  /**
   * More time for who works on it, to begin and to answer; never more than a day from now.
   *
   * @param why which the member reads
   */
  public static Outcome giveTime(Standing standing, Duration by, String why, Instant now) {
    Route route = standing.route();
    if (standing.active() == null || !(route.state() instanceof RouteState.Assigned)) {
      return new Refusal.NotInThisState(
          "the route", route.state().name(), "only who works on it can be given more time");
    }
    int warning = standing.policy().warningPercent();
    Assignment longer = standing.active().given(by, why, now, warning);
    if (longer.completionDue().isAfter(now.plus(FURTHEST))) {
      return new Refusal.NotNow(
          "the work would be due " + longer.completionDue() + ", more than a day from now");
    }
    Route looked = longer.pausedAt() == null ? route.dueAt(longer.nextLook(warning)) : route;
    return new Decision(
        longer.id(), List.of(new Change.Moved(looked), new Change.TimeGiven(longer)));
  }
}
