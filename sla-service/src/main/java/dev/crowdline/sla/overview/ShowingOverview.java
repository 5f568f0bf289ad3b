package dev.crowdline.sla.overview;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import dev.crowdline.sla.clocks.domain.Alert;
import dev.crowdline.sla.clocks.domain.RequestClocks;
import dev.crowdline.sla.clocks.domain.Submission;
import dev.crowdline.sla.overview.domain.Measure;
import dev.crowdline.sla.overview.domain.Overview;
import dev.crowdline.sla.overview.domain.Totals;
import dev.crowdline.sla.overview.persistence.AlertTable;
import dev.crowdline.sla.overview.persistence.ReportTable;
import dev.crowdline.support.database.Database;
import dev.crowdline.support.database.Sql;
import dev.crowdline.support.tenancy.Communities;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Comparator;
import java.util.List;
import java.util.OptionalDouble;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** Reads the overview of a community: three short statements, whatever the number of requests. */
@ApplicationScoped
public class ShowingOverview {
  private static final int ALERTS = 100;

  /** What nobody has seen first, then the worst kind, then the latest. */
  private static final Comparator<Overview.Raised> PRESSING =
      Comparator.comparing((Overview.Raised alert) -> alert.acknowledgement() != null)
          .thenComparing(Overview.Raised::kind)
          .thenComparing(Overview.Raised::at, Comparator.reverseOrder());

  /** Who carries the work is read from one row per member and day, so less often than the rest. */
  private static final Duration SHARE_KEPT = Duration.ofSeconds(10);

  private static final Duration SHARE_OF = Duration.ofDays(6);

  /** Communities whose share is kept. */
  private static final int MOST_KEPT = 1_000;

  private final Database database;
  private final Communities communities;
  private final ReportTable reports;
  private final AlertTable alerts;
  private final InstantSource clock;
  private final Cache<String, OptionalDouble> shares =
      Caffeine.newBuilder().maximumSize(MOST_KEPT).expireAfterWrite(SHARE_KEPT).build();

  ShowingOverview(
      Database database,
      Communities communities,
      ReportTable reports,
      AlertTable alerts,
      InstantSource clock) {
    this.database = database;
    this.communities = communities;
    this.reports = reports;
    this.alerts = alerts;
    this.clock = clock;
  }

  public Overview of(String community) {
    Instant now = clock.instant();
    return database.read(sql ->
        new Totals(reports.totals(sql, community, Totals.wanted(now)))
            .overview(
                now,
                communities.policyOf(community).cost(),
                topTenShare(sql, community, now),
                alerts.latest(sql, community, ALERTS).stream()
                    .flatMap(ShowingOverview::raised)
                    .sorted(PRESSING)
                    .toList()));
  }

  /** One alert a request, of what is worst about it. */
  private static Stream<Overview.Raised> raised(AlertTable.Alerting alerting) {
    RequestClocks clocks = alerting.request().clocks();
    Submission submission = clocks.submission();
    List<Alert> all = Alert.of(clocks, clocks.timeline());
    if (submission == null || all.isEmpty()) {
      return Stream.of();
    }
    Alert worst = Alert.worst(all);
    return Stream.of(
        new Overview.Raised(
            alerting.request().key().requestId(),
            clocks.priority(),
            worst.kind(),
            worst.at(),
            worst.clock(),
            worst.step(),
            all.size() - 1,
            alerting.acknowledgement()));
  }

  private @Nullable Double topTenShare(Sql sql, String community, Instant now) {
    OptionalDouble known = shares.getIfPresent(community);
    if (known == null) {
      known = readShare(sql, community, now);
      shares.put(community, known);
    }
    return known.isPresent() ? known.getAsDouble() : null;
  }

  private OptionalDouble readShare(Sql sql, String community, Instant now) {
    Instant since = Measure.COMPLETED.since(now.minus(SHARE_OF));
    ReportTable.Completions completions = reports.completions(sql, community, since);
    return completions.all() <= 0
        ? OptionalDouble.empty()
        : OptionalDouble.of((double) completions.byTopTen() / completions.all());
  }
}
