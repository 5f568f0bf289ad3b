package dev.crowdline.sla.reports;

import dev.crowdline.sla.reports.domain.Period;
import dev.crowdline.sla.reports.persistence.PeriodTable;
import dev.crowdline.support.database.Database;
import dev.crowdline.support.running.Loop;
import io.quarkus.runtime.ShutdownEvent;
import io.quarkus.runtime.StartupEvent;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import org.jspecify.annotations.Nullable;

/** Forgets days and months that are older than reports are kept. */
@ApplicationScoped
class ForgettingReports {
  private static final Duration PAUSE = Duration.ofHours(1);

  private final Database database;
  private final PeriodTable periods;
  private final InstantSource clock;
  private @Nullable Loop forgetting;

  ForgettingReports(Database database, PeriodTable periods, InstantSource clock) {
    this.database = database;
    this.periods = periods;
    this.clock = clock;
  }

  void start(@Observes StartupEvent event) {
    forgetting = Loop.every("period-retention", PAUSE, this::forget);
  }

  void stop(@Observes ShutdownEvent event) {
    if (forgetting != null) {
      forgetting.close();
    }
  }

  private void forget() {
    Instant now = clock.instant();
    for (Period.Unit unit : Period.Unit.values()) {
      database.transact(tx -> {
        periods.forget(tx, unit, unit.keptSince(now));
        return null;
      });
    }
  }
}
