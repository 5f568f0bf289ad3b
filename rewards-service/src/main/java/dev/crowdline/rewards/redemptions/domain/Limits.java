package dev.crowdline.rewards.redemptions.domain;

import java.time.Duration;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * What keeps a stolen account from being emptied at once.
 *
 * @param pointsPerDay for which a member may take items in a day of UTC; null is any number
 * @param waitDays so long after registering nothing may be taken; null is from the first moment on
 * @param version counts changes; 0 as long as none were set
 */
public record Limits(@Nullable Long pointsPerDay, @Nullable Integer waitDays, long version) {
  /** None. */
  public static final Limits NONE = new Limits(null, null, 0);

  /** From when on a member who registered then may take items. */
  public Instant opensFor(Instant registeredAt) {
    return waitDays == null ? registeredAt : registeredAt.plus(Duration.ofDays(waitDays));
  }

  /** Whether so many points are too many for one day. */
  public boolean exceededBy(long pointsToday) {
    return pointsPerDay != null && pointsToday > pointsPerDay;
  }
}
