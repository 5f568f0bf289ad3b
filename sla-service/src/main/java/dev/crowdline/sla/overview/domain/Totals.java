package dev.crowdline.sla.overview.domain;

import dev.crowdline.contracts.Policy;
import dev.crowdline.contracts.SlaClock;
import dev.crowdline.contracts.Tier;
import dev.crowdline.sla.clocks.domain.Mark;
import dev.crowdline.sla.clocks.domain.Status;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.LongStream;
import org.jspecify.annotations.Nullable;

/** The totals of a community, and what an overview shows of them. */
public final class Totals {
  private static final int MINUTES = 60;
  private static final Duration DAY = Duration.ofHours(24);
  private final Map<Total, Long> counts;

  public Totals(Map<Total, Long> counts) {
    this.counts = Map.copyOf(counts);
  }

  /** Which measures an overview needs, and from which moment on. */
  public static Map<Measure, Instant> wanted(Instant now) {
    Map<Measure, Instant> wanted = new EnumMap<>(Measure.class);
    for (Measure measure : Measure.values()) {
      if (measure.isOfOverview()) {
        wanted.put(measure, measure.since(now.minus(DAY)));
      }
    }
    wanted.put(Measure.SUBMITTED, firstMinute(now));
    wanted.remove(Measure.COMPLETED);
    return wanted;
  }

  private static Instant firstMinute(Instant now) {
    return now.truncatedTo(ChronoUnit.MINUTES).minus(MINUTES - 1, ChronoUnit.MINUTES);
  }

  Overview.Open open() {
    Map<String, Long> byStatus = new LinkedHashMap<>();
    for (Status status : Status.values()) {
      if (!status.isFinished()) {
        byStatus.put(status.name(), count(Measure.OPEN, status.name()));
      }
    }
    return new Overview.Open(byStatus.values().stream().mapToLong(n -> n).sum(), byStatus);
  }

  List<Overview.Minute> arrivals(Instant now) {
    Instant first = firstMinute(now);
    return LongStream.range(0, MINUTES)
        .mapToObj(n -> first.plus(n, ChronoUnit.MINUTES))
        .map(minute -> new Overview.Minute(minute, count(new Total(Measure.SUBMITTED, minute, ""))))
        .toList();
  }

  Map<SlaClock, Overview.Target> targets() {
    Map<SlaClock, Overview.Target> targets = new EnumMap<>(SlaClock.class);
    for (SlaClock clock : SlaClock.known()) {
      targets.put(
          clock,
          Overview.Target.of(
              count(Measure.TARGET_MET, clock.name()),
              count(Measure.TARGET_BREACHED, clock.name())));
    }
    return targets;
  }

  Map<SlaClock, Long> percentiles(double share) {
    Map<SlaClock, Long> percentiles = new EnumMap<>(SlaClock.class);
    for (SlaClock clock : SlaClock.known()) {
      Long millis = Durations.of(byKey(Contributions.time(clock))).percentileMillis(share);
      if (millis != null) {
        percentiles.put(clock, millis);
      }
    }
    return percentiles;
  }

  Map<Tier, Long> resolvedByTier() {
    Map<Tier, Long> byTier = new EnumMap<>(Tier.class);
    for (Tier tier : Tier.all()) {
      byTier.put(tier, count(Measure.RESOLVED, tier.name()));
    }
    return byTier;
  }

  Spending cost(Policy.Cost rates) {
    return Spending.of(
        rates,
        count(Measure.POINTS, ""),
        count(Measure.RESOLVED, Tier.COMMUNITY.name()),
        count(Measure.RESOLVED, Tier.CONTRACTOR.name()),
        count(Measure.RESOLVED, Tier.SPECIALIST.name()),
        count(Measure.CLOSED, Mark.Closed.By.ARTICLE.name()));
  }

  /** All that an overview shows. */
  public Overview overview(
      Instant now, Policy.Cost rates, @Nullable Double topTenShare, List<Overview.Raised> alerts) {
    return new Overview(
        now,
        open(),
        arrivals(now),
        targets(),
        percentiles(0.5),
        percentiles(0.9),
        count(Measure.AT_RISK, ""),
        count(Measure.BREACHED, ""),
        resolvedByTier(),
        count(Measure.CANCELLED, ""),
        cost(rates),
        topTenShare,
        alerts);
  }

  private long count(Measure measure, String key) {
    return count(new Total(measure, Instant.EPOCH, key));
  }

  private long count(Total total) {
    return counts.getOrDefault(total, 0L);
  }

  private Map<String, Long> byKey(Measure measure) {
    Map<String, Long> byKey = new HashMap<>();
    counts.forEach((total, count) -> {
      if (total.measure() == measure) {
        byKey.merge(total.key(), count, Long::sum);
      }
    });
    return byKey;
  }
}
