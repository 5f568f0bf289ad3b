package dev.crowdline.sla.overview;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import dev.crowdline.sla.overview.domain.Breakdown;
import dev.crowdline.sla.overview.domain.Dimension;
import dev.crowdline.sla.overview.persistence.BreakdownTable;
import dev.crowdline.support.database.Database;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;

/**
 * Reads where the requests of a community wait. However many watch, a replica reads the unfinished
 * requests once a second and the latest arrivals once in ten.
 */
@ApplicationScoped
public class ShowingBreakdowns {
  private static final Duration KEPT = Duration.ofSeconds(1);
  private static final Duration ARRIVALS_KEPT = Duration.ofSeconds(10);

  /** Of communities and dimensions. */
  private static final int MOST_KEPT = 1_000;

  private final Database database;
  private final BreakdownTable table;
  private final InstantSource clock;
  private final Cache<Wanted, Breakdown> breakdowns =
      Caffeine.newBuilder().maximumSize(MOST_KEPT).expireAfterWrite(KEPT).build();
  private final Cache<Wanted, List<Breakdown.Arrived>> arrivals =
      Caffeine.newBuilder().maximumSize(MOST_KEPT).expireAfterWrite(ARRIVALS_KEPT).build();

  ShowingBreakdowns(Database database, BreakdownTable table, InstantSource clock) {
    this.database = database;
    this.table = table;
    this.clock = clock;
  }

  private record Wanted(String community, Dimension by) {}

  public Breakdown of(String community, Dimension by) {
    return breakdowns.get(new Wanted(community, by), this::read);
  }

  private Breakdown read(Wanted wanted) {
    Instant now = clock.instant();
    return Breakdown.of(
        now,
        database.read(sql -> table.standing(sql, wanted.community(), wanted.by())),
        arrivals.get(wanted, key -> readArrivals(key, now)));
  }

  private List<Breakdown.Arrived> readArrivals(Wanted wanted, Instant now) {
    Instant since = Breakdown.firstMinute(now);
    return database.read(sql -> table.arrived(sql, wanted.community(), wanted.by(), since));
  }
}
