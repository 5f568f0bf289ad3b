package dev.crowdline.support.watching;

import dev.crowdline.support.database.Database;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import org.eclipse.microprofile.health.HealthCheck;
import org.eclipse.microprofile.health.HealthCheckResponse;
import org.eclipse.microprofile.health.Readiness;

/** A replica whose clock differs from PostgreSQL's by over a second is not ready. */
@Readiness
@ApplicationScoped
public class ClockHealth implements HealthCheck {
  private static final Duration LIMIT = Duration.ofSeconds(1);

  private final Database database;
  private final InstantSource clock;

  ClockHealth(Database database, InstantSource clock) {
    this.database = database;
    this.clock = clock;
  }

  @Override
  public HealthCheckResponse call() {
    Instant before = clock.instant();
    Instant there =
        database.read(sql -> sql.one("select clock_timestamp() as now", row -> row.instant("now")));
    Duration difference = there == null ? LIMIT : Duration.between(before, there);
    return HealthCheckResponse.named("clock")
        .withData("differenceMillis", difference.toMillis())
        .status(difference.abs().compareTo(LIMIT) < 0)
        .build();
  }
}
