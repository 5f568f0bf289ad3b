package dev.crowdline.routing.deadlines;

import dev.crowdline.routing.assignments.domain.Assignment;
import dev.crowdline.routing.assignments.persistence.AssignmentTable;
import dev.crowdline.routing.offers.domain.Offer;
import dev.crowdline.routing.offers.persistence.OfferTable;
import dev.crowdline.routing.routes.ChangingRoutes;
import dev.crowdline.routing.routes.domain.Lapsing;
import dev.crowdline.routing.routes.domain.Route;
import dev.crowdline.routing.routes.domain.Standing;
import dev.crowdline.routing.routes.persistence.RouteTable;
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

  private final Database database;
  private final ForgivingGaps heartbeat;
  private final RouteTable routes;
  private final OfferTable offers;
  private final AssignmentTable assignments;
  private final ChangingRoutes work;
  private final Communities communities;
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
      InstantSource clock,
      MeterRegistry metrics) {
    this.database = database;
    this.heartbeat = heartbeat;
    this.routes = routes;
    this.offers = offers;
    this.assignments = assignments;
    this.work = work;
    this.communities = communities;
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
      if (!route.origin().known()) {
        tx.afterCommit(() -> warnOfHearsay(route));
      }
      Standing standing =
          new Standing(
              route,
              live.getOrDefault(route.id(), List.of()),
              Map.of(),
              active.get(route.id()),
              communities.policyOf(route.community()),
              communities.of(route.community()).earning());
      changes.carryOut(route, null, Lapsing.due(standing, now));
    }
    changes.flush();
    return due.size();
  }

  private static void warnOfHearsay(Route route) {
    LOG.warnf(
        "route %s of %s is known by hearsay since %s and its submission does not come: does intake"
            + " run, and is its key parked?",
        route.id(), route.community(), route.origin().submittedAt());
  }

  private double hearsay() {
    return database.read(sql -> routes.hearsay(sql, clock.instant().minus(Route.HEARSAY)));
  }
}
