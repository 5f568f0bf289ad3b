package dev.crowdline.sla.reports.domain;

import dev.crowdline.contracts.Policy;
import dev.crowdline.contracts.SlaClock;
import dev.crowdline.contracts.Tier;
import dev.crowdline.sla.clocks.domain.Mark;
import dev.crowdline.sla.overview.domain.Contributions;
import dev.crowdline.sla.overview.domain.Durations;
import dev.crowdline.sla.overview.domain.Measure;
import dev.crowdline.sla.overview.domain.Overview;
import dev.crowdline.sla.overview.domain.Spending;
import java.util.EnumMap;
import java.util.Map;

/**
 * What was counted in a period: each thing on the day on which it happened, points on the day on
 * which their request ended.
 *
 * @param reopened how often requests were opened again
 * @param medianMillis and {@code p90Millis}: to within 4.5 %; absent where nothing happened
 */
public record Numbers(
    long submitted,
    Map<Tier, Long> resolvedByTier,
    long cancelled,
    long reopened,
    Map<SlaClock, Overview.Target> targets,
    Map<SlaClock, Long> medianMillis,
    Map<SlaClock, Long> p90Millis,
    Ratings ratings,
    Spending cost) {

  static Numbers of(Kept kept, Policy.Cost rates) {
    return new Numbers(
        kept.count(Measure.SUBMITTED, ""),
        resolved(kept),
        kept.count(Measure.CANCELLED, ""),
        kept.count(Measure.REOPENED, ""),
        targets(kept),
        percentiles(kept, 0.5),
        percentiles(kept, 0.9),
        Ratings.of(kept),
        Spending.of(
            rates,
            kept.count(Measure.PAID, ""),
            kept.count(Measure.RESOLVED, Tier.COMMUNITY.name()),
            kept.count(Measure.RESOLVED, Tier.CONTRACTOR.name()),
            kept.count(Measure.RESOLVED, Tier.SPECIALIST.name()),
            kept.count(Measure.CLOSED, Mark.Closed.By.ARTICLE.name())));
  }

  private static Map<Tier, Long> resolved(Kept kept) {
    Map<Tier, Long> byTier = new EnumMap<>(Tier.class);
    Tier.all().forEach(tier -> byTier.put(tier, kept.count(Measure.RESOLVED, tier.name())));
    return byTier;
  }

  private static Map<SlaClock, Overview.Target> targets(Kept kept) {
    Map<SlaClock, Overview.Target> targets = new EnumMap<>(SlaClock.class);
    for (SlaClock clock : SlaClock.known()) {
      targets.put(
          clock,
          Overview.Target.of(
              kept.count(Measure.TARGET_MET, clock.name()),
              kept.count(Measure.TARGET_BREACHED, clock.name())));
    }
    return targets;
  }

  private static Map<SlaClock, Long> percentiles(Kept kept, double share) {
    Map<SlaClock, Long> percentiles = new EnumMap<>(SlaClock.class);
    for (SlaClock clock : SlaClock.known()) {
      Long millis = Durations.of(kept.byKey(Contributions.time(clock))).percentileMillis(share);
      if (millis != null) {
        percentiles.put(clock, millis);
      }
    }
    return percentiles;
  }
}
