package dev.crowdline.rewards.limits.domain;

import java.time.Duration;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * What keeps a stolen account from being emptied at once, and one operator from moving much alone.
 *
 * @param pointsPerDay for which a member may take items in a day of UTC; null is any number
 * @param waitDays so long after registering nothing may be taken; null is from the first moment on
 * @param correctAlone points that an operator may add or take off without a second one; null is
 *     {@link #ALONE}
 * @param version counts changes; 0 as long as none were set
 */
public record Limits(
    @Nullable Long pointsPerDay,
    @Nullable Integer waitDays,
    @Nullable Long correctAlone,
    long version) {
  /** What an operator may correct alone as long as nothing else was said, in points. */
  public static final long ALONE = 1_000;

  /** None. */
  public static final Limits NONE = new Limits(null, null, null, 0);

  /** From when on a member who registered then may take items. */
  public Instant opensFor(Instant registeredAt) {
    return waitDays == null ? registeredAt : registeredAt.plus(Duration.ofDays(waitDays));
  }

  /** Whether so many points, added or taken off, take a second operator. */
  public boolean takesTwo(long points) {
    return Math.abs(points) > (correctAlone == null ? ALONE : correctAlone);
  }

  /** Whether so many points are too many for one day. */
  public boolean exceededBy(long pointsToday) {
    return pointsPerDay != null && pointsToday > pointsPerDay;
  }
}
