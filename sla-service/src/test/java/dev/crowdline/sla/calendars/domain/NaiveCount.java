package dev.crowdline.sla.calendars.domain;

import java.time.DayOfWeek;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.time.ZonedDateTime;
import java.util.Map;
import java.util.Set;

/**
 * Counts minute by minute, as a person with a calendar and a clock on the wall would: each minute
 * is asked for its date and time there, and whether that is within the hours of that date.
 */
record NaiveCount(
    ZoneId zone,
    Map<DayOfWeek, Hours> week,
    Set<LocalDate> holidays,
    Map<LocalDate, Hours> exceptions) {
  static final Duration MINUTE = Duration.ofMinutes(1);

  boolean isOpenAt(Instant moment) {
    ZonedDateTime wall = moment.atZone(zone);
    LocalDate date = wall.toLocalDate();
    Hours hours = exceptions.get(date);
    if (hours == null) {
      hours = holidays.contains(date) ? Hours.CLOSED : week.get(wall.getDayOfWeek());
    }
    int minute = wall.getHour() * 60 + wall.getMinute();
    return hours != null
        && hours.periods().stream().anyMatch(p -> p.from() <= minute && minute < p.to());
  }

  /** Both at a full minute. */
  Duration between(Instant from, Instant to) {
    Duration sum = Duration.ZERO;
    for (Instant at = from; at.isBefore(to); at = at.plus(MINUTE)) {
      sum = isOpenAt(at) ? sum.plus(MINUTE) : sum;
    }
    return sum;
  }

  /** The end of the minute that uses up so many; null when none before the limit does. */
  Instant after(Instant from, int minutes, Instant limit) {
    int left = minutes;
    Instant at = from;
    while (left > 0 && at.isBefore(limit)) {
      left -= isOpenAt(at) ? 1 : 0;
      at = at.plus(MINUTE);
    }
    return left == 0 ? at : null;
  }
}
