package dev.crowdline.sla.calendars.domain;

import java.time.Duration;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/** Which moments count. What never closes, {@link AlwaysOpen}, is the neutral one. */
public sealed interface WorkingTime permits AlwaysOpen, WorkingCalendar {
  /** The working time from one moment to another; none when they are in the other order. */
  Duration between(Instant from, Instant to);

  /**
   * The earliest moment at which that much working time after a start is used up: the end of a
   * period when it is used up with it, the start itself when the amount is zero. Null when it takes
   * more than a hundred years.
   */
  @Nullable Instant after(Instant start, Duration amount);

  /** The first working moment from then on, which may be that moment; null as above. */
  default @Nullable Instant opensAt(Instant from) {
    Instant first = after(from, Duration.ofNanos(1));
    return first == null ? null : first.minusNanos(1);
  }

  /** How many dates have hours of their own, which is what it takes of memory. */
  int dates();

  /** Whether that moment counts: a period's first moment does, its end does not. */
  default boolean isOpenAt(Instant moment) {
    return moment.equals(opensAt(moment));
  }
}
