package dev.crowdline.sla.overview;

import dev.crowdline.sla.overview.persistence.ReportTable;
import dev.crowdline.support.database.Database;
import dev.crowdline.support.running.Loop;
import io.quarkus.runtime.ShutdownEvent;
import io.quarkus.runtime.StartupEvent;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import java.time.Duration;
import java.time.InstantSource;
import org.jspecify.annotations.Nullable;

/** Adds up what transactions appended to the reports, and forgets what is old. */
@ApplicationScoped
class FoldingReports {
  private static final Duration PAUSE = Duration.ofSeconds(1);
  private static final Duration PAUSE_OF_FORGETTING = Duration.ofHours(1);
  private static final Duration KEPT = Duration.ofDays(90);

  private final Database database;
  private final ReportTable reports;
  private final InstantSource clock;
  private @Nullable Loop folding;
  private @Nullable Loop forgetting;

  FoldingReports(Database database, ReportTable reports, InstantSource clock) {
    this.database = database;
    this.reports = reports;
    this.clock = clock;
  }

  void start(@Observes StartupEvent event) {
    folding = Loop.every("report-fold", PAUSE, this::fold);
    forgetting = Loop.every("report-retention", PAUSE_OF_FORGETTING, this::forget);
  }

  void stop(@Observes ShutdownEvent event) {
    if (folding != null) {
      folding.close();
    }
    if (forgetting != null) {
      forgetting.close();
    }
  }

  private void fold() {
    boolean more;
    do {
      more = database.transact(reports::fold);
    } while (more);
  }

  private void forget() {
    database.transact(tx -> {
      reports.forget(tx, clock.instant().minus(KEPT));
      return null;
    });
  }
}
