package dev.crowdline.sla.clocks.domain;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * What was said of a clock: each at most once, unless it turned out undue.
 *
 * @param atRiskAt when the clock had used {@link RequestClocks#AT_RISK_PERCENT}
 * @param breachedAt when the clock had used all
 * @param metAt when the clock was stopped in time
 */
public record Judged(
    @Nullable Instant atRiskAt, @Nullable Instant breachedAt, @Nullable Instant metAt) {
  public static final Judged NOTHING = new Judged(null, null, null);
}
