package dev.crowdline.sla.alarms.domain;

import java.time.Duration;
import java.time.Instant;
import java.util.UUID;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * How an alarm stands.
 *
 * @param ring the ring that has not ended; null while it is quiet
 * @param turningSince since when what is measured says otherwise; null while it says the same
 * @param measured at the last look
 */
public record AlarmState(@Nullable UUID ring, @Nullable Instant turningSince, long measured) {
  /** Before the first look. */
  public static final AlarmState QUIET = new AlarmState(null, null, 0);

  public boolean isRinging() {
    return ring != null;
  }

  /** How it stands after a look. */
  public AlarmState next(Alarm alarm, long now, Instant at, Supplier<UUID> ids) {
    if (now > alarm.above() == isRinging()) {
      return new AlarmState(ring, null, now);
    }
    Instant since = turningSince == null ? at : turningSince;
    if (Duration.between(since, at).compareTo(alarm.after()) < 0) {
      return new AlarmState(ring, since, now);
    }
    return new AlarmState(isRinging() ? null : ids.get(), null, now);
  }
}
