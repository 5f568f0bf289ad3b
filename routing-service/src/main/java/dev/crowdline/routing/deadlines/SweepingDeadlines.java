package dev.crowdline.routing.deadlines;

import dev.crowdline.contracts.routing.AssignmentTimedOut;
import dev.crowdline.contracts.routing.AssignmentWarned;
import dev.crowdline.contracts.routing.OffersExpired;
import dev.crowdline.contracts.routing.RouteQueued;
import dev.crowdline.routing.assignments.domain.Assignment;
import dev.crowdline.routing.assignments.domain.AssignmentState;
import dev.crowdline.routing.assignments.persistence.AssignmentTable;
import dev.crowdline.routing.offers.domain.Offer;
import dev.crowdline.routing.offers.domain.OfferState;
import dev.crowdline.routing.offers.persistence.OfferTable;
import dev.crowdline.routing.routes.ChangingRoutes;
import dev.crowdline.routing.routes.domain.Route;
import dev.crowdline.routing.routes.domain.RouteState;
import dev.crowdline.routing.routes.persistence.RouteTable;
import dev.crowdline.routing.telling.TellingMembers;
import dev.crowdline.support.database.Database;
import dev.crowdline.support.database.Tx;
import dev.crowdline.support.running.Loop;
import dev.crowdline.support.tenancy.Communities;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Timer;
import io.quarkus.runtime.ShutdownEvent;
import io.quarkus.runtime.StartupEvent;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.stream.Collectors;
import org.jboss.logging.Logger;
import org.jspecify.annotations.Nullable;

/**
 * Does what is due (P10): offers expire, members are warned, work is taken back, waiting routes are
 * looked at again. Every replica sweeps; rows somebody else has locked are skipped, and the state
 * is judged again under the lock.
 */
@ApplicationScoped
public class SweepingDeadlines {
  private static final Logger LOG = Logger.getLogger(SweepingDeadlines.class);
  private static final Duration PAUSE = Duration.ofMillis(100);
  private static final int BATCH = 300;
  private static final Duration PAUSED_LOOK = Duration.ofHours(1);

  private final Database database;
  private final ForgivingGaps heartbeat;
  private final RouteTable routes;
  private final OfferTable offers;
  private final AssignmentTable assignments;
  private final ChangingRoutes work;
  private final Communities communities;
  private final TellingMembers telling;
  private final InstantSource clock;
  private final Timer lateness;
  private @Nullable Loop loop;

  SweepingDeadlines(
      Database database,
      ForgivingGaps heartbeat,
      RouteTable routes,
      OfferTable offers,
      AssignmentTable assignments,
      ChangingRoutes work,
      Communities communities,
      TellingMembers telling,
      InstantSource clock,
      MeterRegistry metrics) {
    this.database = database;
    this.heartbeat = heartbeat;
    this.routes = routes;
    this.offers = offers;
    this.assignments = assignments;
    this.work = work;
    this.communities = communities;
    this.telling = telling;
    this.clock = clock;
    this.lateness =
        Timer.builder("crowdline.deadline.lateness")
            .description("From a route's deadline to the sweep that found it")
            .publishPercentiles(0.5, 0.99)
            .register(metrics);
    Gauge.builder("crowdline.routes.hearsay", this, SweepingDeadlines::hearsay)
        .description("Open routes whose submission was not heard for a minute; any is an alert")
        .register(metrics);
  }

  void start(@Observes StartupEvent event) {
    loop = Loop.every("deadline-sweep", PAUSE, this::sweep);
  }

  void stop(@Observes ShutdownEvent event) {
    if (loop != null) {
      loop.close();
    }
  }

  private void sweep() {
    int done;
    do {
      Instant now = heartbeat.beat(clock.instant());
      done = database.transact(tx -> sweepBatch(tx, now));
    } while (done == BATCH);
  }

  private int sweepBatch(Tx tx, Instant now) {
    List<Route> due = routes.lockDue(tx, now, BATCH);
    if (due.isEmpty()) {
      return 0;
    }
    List<UUID> ids = due.stream().map(Route::id).toList();
    Map<UUID, List<Offer>> live =
        offers.live(tx, ids).stream().collect(Collectors.groupingBy(Offer::routeId));
    Map<UUID, Assignment> active =
        assignments.active(tx, ids).stream().collect(Collectors.toMap(Assignment::routeId, a -> a));
    ChangingRoutes.Changes changes = work.begin(tx, now);
    for (Route route : due) {
      Instant dueAt = route.dueAt();
      if (dueAt != null) {
        lateness.record(Duration.between(dueAt, now));
      }
      switch (route.state()) {
        case RouteState.Queued queued -> lookAgain(changes, route);
        case RouteState.Exhausted exhausted -> lookAgain(changes, route);
        case RouteState.Offered offered ->
            expire(changes, route, live.getOrDefault(route.id(), List.of()));
        case RouteState.Assigned assigned ->
            judge(changes, route, assigned, active.get(route.id()));
        case RouteState.Closed closed ->
            throw new IllegalStateException("a closed route has no deadline: " + route.id());
      }
    }
    changes.flush();
    return due.size();
  }

  /** Saving a waiting route signals its queue to the matcher. */
  private static void lookAgain(ChangingRoutes.Changes changes, Route route) {
    if (route.origin().known()) {
      changes.save(route.dueAt(route.retryAt(changes.now())));
      return;
    }
    changes.save(route.dueAt(changes.now().plus(Route.HEARSAY)));
    changes
        .tx()
        .afterCommit(() ->
            LOG.warnf(
                "route %s of %s is known by hearsay since %s and its submission does not come: does"
                    + " intake run, and is its key parked?",
                route.id(), route.community(), route.origin().submittedAt()));
  }

  private double hearsay() {
    return database.read(sql -> routes.hearsay(sql, clock.instant().minus(Route.HEARSAY)));
  }

  private void expire(ChangingRoutes.Changes changes, Route route, List<Offer> live) {
    List<Offer> over = live.stream().filter(o -> !changes.now().isBefore(o.deadline())).toList();
    Instant next =
        live.stream()
            .map(Offer::deadline)
            .filter(d -> d.isAfter(changes.now()))
            .min(Instant::compareTo)
            .orElse(null);
    if (over.isEmpty()) {
      changes.save(route.dueAt(next == null ? route.retryAt(changes.now()) : next));
      return;
    }
    changes.end(over, OfferState.EXPIRED);
    changes.state(
        route,
        null,
        new OffersExpired(
            over.stream()
                .map(o -> new OffersExpired.Expired(o.id(), o.memberId(), o.shownAt() != null))
                .toList()));
    Route after = route.offersEnded(over.size(), changes.now());
    changes.save(next == null ? after : after.dueAt(next));
    changes.stateIfExhausted(after, null);
  }

  private void judge(
      ChangingRoutes.Changes changes,
      Route route,
      RouteState.Assigned state,
      @Nullable Assignment assignment) {
    if (assignment == null) {
      throw new IllegalStateException(
          "an assigned route without an active assignment: " + route.id());
    }
    int warning = communities.policyOf(route.community()).warningPercent();
    switch (assignment.look(changes.now(), warning)) {
      // Intake alone judges the customer's silence.
      case Assignment.Finding.Paused paused ->
          changes.save(route.dueAt(changes.now().plus(PAUSED_LOOK)));
      case Assignment.Finding.LookAgain again -> changes.save(route.dueAt(again.at()));
      case Assignment.Finding.Warn warn -> {
        Assignment warned = assignment.warned(warn.clock());
        changes.save(warned);
        changes.save(route.dueAt(warned.nextLook(warning)));
        changes.state(
            route,
            null,
            new AssignmentWarned(
                assignment.id(), assignment.memberId(), warn.clock(), warn.dueAt()));
        changes.tx().afterCommit(() -> telling.warning(assignment, warn.clock(), warn.dueAt()));
      }
      case Assignment.Finding.RanOut ranOut -> {
        Assignment ended = assignment.ended(AssignmentState.TIMED_OUT, changes.now());
        Route waiting = route.dropped(state, changes.now());
        changes.save(ended);
        changes.save(waiting);
        changes.free(assignment.memberId());
        changes.state(
            route,
            null,
            new AssignmentTimedOut(assignment.id(), assignment.memberId(), ranOut.clock()));
        changes.state(
            waiting,
            null,
            new RouteQueued(
                waiting.round(),
                RouteQueued.Reason.TIMED_OUT,
                waiting.needed(),
                waiting.demand().minimumTier()));
        changes.stateIfExhausted(waiting, null);
        changes.tx().afterCommit(() -> telling.assignmentChanged(ended));
      }
    }
  }
}
