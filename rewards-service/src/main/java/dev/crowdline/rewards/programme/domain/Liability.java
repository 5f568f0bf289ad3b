package dev.crowdline.rewards.programme.domain;

import java.math.BigDecimal;
import java.math.RoundingMode;

/**
 * What the community owes its members: points outstanding × value of a point. Outstanding is what
 * is to spend, what is held until a customer confirms, and what is reserved for an item that is not
 * handed out yet; the value of a point is the policy's. What members owe is not set off.
 *
 * @param points outstanding
 * @param pointMilli value of a point, in thousandths of the currency's smallest unit
 */
public record Liability(long points, long pointMilli) {
  private static final BigDecimal THOUSAND = BigDecimal.valueOf(1_000);

  /** In the currency's smallest unit, rounded up: what is owed is never understated. */
  public long minor() {
    return BigDecimal.valueOf(points)
        .multiply(BigDecimal.valueOf(pointMilli))
        .divide(THOUSAND, 0, RoundingMode.CEILING)
        .longValueExact();
  }
}
