package dev.crowdline.sla.overview;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import dev.crowdline.sla.overview.domain.UsualArrivals;
import dev.crowdline.sla.overview.persistence.ReportTable;
import dev.crowdline.support.database.Database;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;

/** Reads how arrivals compare with what is usual; once in ten seconds, however many watch. */
@ApplicationScoped
public class ShowingUsualArrivals {
  private static final Duration KEPT = Duration.ofSeconds(10);
  private static final int MOST_KEPT = 1_000;

  private final Database database;
  private final ReportTable reports;
  private final InstantSource clock;
  private final Cache<String, UsualArrivals> kept =
      Caffeine.newBuilder().maximumSize(MOST_KEPT).expireAfterWrite(KEPT).build();

  ShowingUsualArrivals(Database database, ReportTable reports, InstantSource clock) {
    this.database = database;
    this.reports = reports;
    this.clock = clock;
  }

  public UsualArrivals of(String community) {
    return kept.get(community, this::read);
  }

  private UsualArrivals read(String community) {
    Instant now = clock.instant();
    return database.read(sql ->
        UsualArrivals.of(
            now,
            reports.submitted(sql, community, UsualArrivals.wanted(now), UsualArrivals.SPAN),
            reports.firstSubmitted(sql, community)));
  }
}
