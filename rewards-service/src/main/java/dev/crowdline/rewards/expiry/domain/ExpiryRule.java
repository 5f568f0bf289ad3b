package dev.crowdline.rewards.expiry.domain;

import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import org.jspecify.annotations.Nullable;

/**
 * When points grow too old. A point is as old as the booking that brought it to the wallet, and the
 * oldest are spent first; so of what was booked until the end of a day, as much is left as the
 * wallet has beyond what came after it.
 *
 * @param afterDays after the day of booking (UTC); null when points never expire
 * @param noticeDays the member knows before, at least; fewer than {@code afterDays}
 * @param version counts changes; 0 as long as none was set
 */
public record ExpiryRule(@Nullable Integer afterDays, int noticeDays, long version) {
  /** Points do not expire. */
  public static final ExpiryRule NONE = new ExpiryRule(null, 30, 0);

  public ExpiryRule {
    if (afterDays != null && (noticeDays < 1 || noticeDays >= afterDays)) {
      throw new IllegalArgumentException(
          "%d days of notice of %d".formatted(noticeDays, afterDays));
    }
  }

  /** The last day whose points are announced on that day; null when points never expire. */
  public @Nullable LocalDate announcedOn(LocalDate today) {
    return afterDays == null ? null : today.minusDays(afterDays - noticeDays);
  }

  /**
   * When what was booked on a day expires, if it is announced now: never sooner than the notice
   * says, also where the rule is new and the points are old.
   */
  public Instant expiresAt(LocalDate day, Instant announced) {
    if (afterDays == null) {
      throw new IllegalStateException("points do not expire");
    }
    Instant grown = day.plusDays(1L + afterDays).atStartOfDay(ZoneOffset.UTC).toInstant();
    Instant noticed = announced.plus(Duration.ofDays(noticeDays));
    return grown.isAfter(noticed) ? grown : noticed;
  }
}
