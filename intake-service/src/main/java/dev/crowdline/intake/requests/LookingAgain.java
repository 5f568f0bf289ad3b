package dev.crowdline.intake.requests;

import dev.crowdline.intake.requests.domain.Commanding;
import dev.crowdline.intake.requests.domain.Decision;
import dev.crowdline.intake.requests.domain.Held;
import dev.crowdline.intake.requests.messaging.StatingRequests;
import dev.crowdline.intake.requests.persistence.RequestTable;
import dev.crowdline.intake.requests.persistence.RequestTable.Change;
import dev.crowdline.support.database.Database;
import dev.crowdline.support.database.Tx;
import dev.crowdline.support.running.Ids;
import dev.crowdline.support.running.Loop;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.quarkus.runtime.ShutdownEvent;
import io.quarkus.runtime.StartupEvent;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import org.jboss.logging.Logger;
import org.jspecify.annotations.Nullable;

/**
 * Does what is due: silence confirms an answer, a silent customer's limit ends a request, and a
 * request of which routing was not heard for a minute raises an alert (P4). Any number of replicas
 * sweep beside each other (P10, P12).
 */
@ApplicationScoped
public class LookingAgain {
  private static final Logger LOG = Logger.getLogger(LookingAgain.class);
  private static final Duration PAUSE = Duration.ofMillis(100);
  private static final int BATCH = 200;

  private final Database database;
  private final RequestTable requests;
  private final InstantSource clock;
  private @Nullable Loop loop;

  LookingAgain(Database database, RequestTable requests, InstantSource clock) {
    this.database = database;
    this.requests = requests;
    this.clock = clock;
  }

  void start(@Observes StartupEvent event, MeterRegistry registry) {
    Gauge.builder("crowdline.requests.unrouted", this, LookingAgain::unrouted)
        .description("Unfinished requests of which routing was not heard for a minute (P4)")
        .register(registry);
    loop = Loop.every("looking-again", PAUSE, this::sweep);
  }

  void stop(@Observes ShutdownEvent event) {
    if (loop != null) {
      loop.close();
    }
  }

  /** Does all that is due now, in batches. */
  void sweep() {
    int done;
    do {
      done = database.transact(tx -> batch(tx, clock.instant()));
    } while (done == BATCH);
  }

  private int batch(Tx tx, Instant now) {
    List<Held> due = requests.lockDue(tx, now, BATCH);
    List<Change> changes = new ArrayList<>();
    for (Held held : due) {
      Decision decision = Commanding.due(held.life(), Ids::next, now);
      changes.add(new Change(held, decision));
      StatingRequests.happened(tx, held, null, now, decision.happenings());
      if (decision.life().unrouted()) {
        tx.afterCommit(() -> alert(held, now));
      }
    }
    requests.store(tx, changes);
    return due.size();
  }

  private static void alert(Held request, Instant now) {
    LOG.warnf(
        "request %s of %s is open since %s and no route of it was heard for %d s: does routing"
            + " run, and does it read its topic?",
        request.id(),
        request.community(),
        request.life().openedAt(),
        Duration.between(request.life().openedAt(), now).toSeconds());
  }

  private double unrouted() {
    return database.read(requests::unrouted);
  }
}
