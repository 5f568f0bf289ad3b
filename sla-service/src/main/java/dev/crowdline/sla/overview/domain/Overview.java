package dev.crowdline.sla.overview.domain;

import dev.crowdline.contracts.Priority;
import dev.crowdline.contracts.SlaClock;
import dev.crowdline.contracts.Tier;
import dev.crowdline.sla.clocks.domain.Alert;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * A community at a glance. What has no moment of its own covers the current hour and the 24 before.
 *
 * @param arrivals per minute, the last sixty, the current one last
 * @param medianMillis and {@code p90Millis}: absent where nothing happened
 * @param atRisk requests whose target will be missed soon
 * @param breached unfinished requests whose target was missed
 * @param answeredByTier confirmed answers
 * @param cancelled requests that were cancelled; they are in no other count of what was done, and
 *     save nothing
 * @param topTenShare share of completed work by the ten busiest members, today and the six days
 *     before; absent when there is none
 */
public record Overview(
    Instant now,
    Open open,
    List<Minute> arrivals,
    Map<SlaClock, Target> met,
    Map<SlaClock, Long> medianMillis,
    Map<SlaClock, Long> p90Millis,
    long atRisk,
    long breached,
    Map<Tier, Long> answeredByTier,
    long cancelled,
    Spending cost,
    @Nullable Double topTenShare,
    List<Raised> alerts) {

  /** Unfinished requests. */
  public record Open(long total, Map<String, Long> byStatus) {}

  /** Requests of one minute. */
  public record Minute(Instant minute, long count) {}

  /**
   * How often a target was met and missed.
   *
   * @param share of those met, absent when there is neither
   */
  public record Target(long met, long breached, @Nullable Double share) {
    /** Of the two counts. */
    public static Target of(long met, long breached) {
      return new Target(
          met, breached, met + breached == 0 ? null : (double) met / (met + breached));
    }
  }

  /**
   * A request that alerts, and what is worst about it.
   *
   * @param more how many other alerts it has
   * @param acknowledgement by whom it was seen; absent again when something else happens to it
   */
  public record Raised(
      UUID requestId,
      Priority priority,
      Alert.Kind kind,
      Instant at,
      @Nullable SlaClock clock,
      @Nullable Integer step,
      int more,
      @Nullable Acknowledgement acknowledgement) {}

  /** Who has seen an alert, and when. */
  public record Acknowledgement(String by, Instant at) {}

  /** The same at another moment. */
  public Overview at(Instant moment) {
    return new Overview(
        moment,
        open,
        arrivals,
        met,
        medianMillis,
        p90Millis,
        atRisk,
        breached,
        answeredByTier,
        cancelled,
        cost,
        topTenShare,
        alerts);
  }
}
