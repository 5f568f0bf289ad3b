package dev.crowdline.sla.calendars;

import dev.crowdline.sla.calendars.domain.CalendarVersion;
import dev.crowdline.sla.calendars.persistence.CalendarTable;
import dev.crowdline.sla.calendars.persistence.RetimingTable;
import dev.crowdline.sla.clocks.ReplanningClocks;
import dev.crowdline.sla.policies.domain.Application;
import dev.crowdline.support.database.Database;
import dev.crowdline.support.database.Tx;
import dev.crowdline.support.running.Loop;
import io.quarkus.runtime.ShutdownEvent;
import io.quarkus.runtime.StartupEvent;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * Puts what runs under new versions of its calendar, in bounded steps as versions of policies are:
 * one transaction for up to 500 requests, in one replica at a time for a version, going on where a
 * killed one was (P12). Until it has come to a request, who fires its clocks sees to it first.
 */
@ApplicationScoped
public class RetimingClocks {
  private static final Duration PAUSE = Duration.ofSeconds(1);

  private final Database database;
  private final RetimingTable retimings;
  private final CalendarTable calendars;
  private final ReplanningClocks clocks;
  private final InstantSource clock;
  private @Nullable Loop loop;

  RetimingClocks(
      Database database,
      RetimingTable retimings,
      CalendarTable calendars,
      ReplanningClocks clocks,
      InstantSource clock) {
    this.database = database;
    this.retimings = retimings;
    this.calendars = calendars;
    this.clocks = clocks;
    this.clock = clock;
  }

  void start(@Observes StartupEvent event) {
    loop = Loop.every("clock-retiming", PAUSE, this::goOn);
  }

  void stop(@Observes ShutdownEvent event) {
    if (loop != null) {
      loop.close();
    }
  }

  /** Goes on until a pass is over; safe at any time and in any number of threads and replicas. */
  public void goOn() {
    boolean more;
    do {
      more = database.transact(this::step);
    } while (more);
  }

  /** One batch; whether the pass goes on. */
  private boolean step(Tx tx) {
    RetimingTable.Retiming retiming = retimings.lockUnfinished(tx);
    if (retiming == null) {
      return false;
    }
    Application application = retiming.application();
    CalendarTable.Key key =
        new CalendarTable.Key(application.community(), retiming.name(), application.version());
    CalendarVersion version =
        Objects.requireNonNull(
            calendars.read(tx, List.of(key)).get(key), "a version that is applied exists");
    ReplanningClocks.Progress progress =
        clocks.retime(tx, application.community(), version, application.after());
    retimings.store(
        tx,
        new RetimingTable.Retiming(
            retiming.name(),
            application.after(
                progress.changed(), progress.last(), progress.isOver(), clock.instant())));
    return !progress.isOver();
  }
}
