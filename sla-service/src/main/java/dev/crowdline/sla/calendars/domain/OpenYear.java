package dev.crowdline.sla.calendars.domain;

import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.time.zone.ZoneOffsetTransition;
import java.time.zone.ZoneRules;
import java.util.ArrayList;
import java.util.List;

/**
 * How long a calendar is open on each day of a year, both of UTC, and from its first day on. Days
 * of UTC never overlap and none is missing, which days on the wall of a zone may: where clocks are
 * set back at midnight, a date comes back after the next has begun.
 */
final class OpenYear {
  private static final long DAY = 24 * 60 * 60;
  private static final long NANOS = 1_000_000_000;

  private final WorkingCalendar calendar;
  private final ZoneRules rules;
  private final long firstDay;

  /** Seconds open before each of its days, and at last all of them. */
  private final int[] before;

  /** Seconds of the epoch. */
  private record Stretch(long from, long to) {}

  private OpenYear(WorkingCalendar calendar, int number) {
    this.calendar = calendar;
    this.rules = calendar.zone().getRules();
    LocalDate first = LocalDate.of(number, 1, 1);
    this.firstDay = first.toEpochDay();
    int days = first.lengthOfYear();
    this.before = new int[days + 1];
    for (int day = 0; day < days; day++) {
      before[day + 1] = before[day] + (int) seconds(stretches(day));
    }
  }

  static OpenYear of(WorkingCalendar calendar, int number) {
    return new OpenYear(calendar, number);
  }

  /** The year of a moment. */
  static int of(Instant moment) {
    return moment.atOffset(ZoneOffset.UTC).getYear();
  }

  private static long seconds(List<Stretch> stretches) {
    return stretches.stream().mapToLong(stretch -> stretch.to() - stretch.from()).sum();
  }

  /** Nanoseconds open in all of it. */
  long open() {
    return before[before.length - 1] * NANOS;
  }

  /** Nanoseconds open from its beginning to a moment in it. */
  long openUntil(Instant moment) {
    long second = moment.getEpochSecond();
    int day = (int) (Math.floorDiv(second, DAY) - firstDay);
    long nanos = before[day] * NANOS;
    for (Stretch stretch : stretches(day)) {
      if (stretch.to() <= second) {
        nanos += (stretch.to() - stretch.from()) * NANOS;
      } else if (stretch.from() <= second) {
        nanos += Duration.between(Instant.ofEpochSecond(stretch.from()), moment).toNanos();
      }
    }
    return nanos;
  }

  /** The moment at which so many nanoseconds were open; more than none, and no more than all. */
  Instant reaches(long nanos) {
    int day = dayThatReaches(nanos);
    long left = nanos - before[day] * NANOS;
    for (Stretch stretch : stretches(day)) {
      long open = (stretch.to() - stretch.from()) * NANOS;
      if (left <= open) {
        return Instant.ofEpochSecond(stretch.from()).plusNanos(left);
      }
      left -= open;
    }
    throw new IllegalStateException(nanos + " ns are more than are open in this year");
  }

  /** The first day at whose end so much was open. */
  private int dayThatReaches(long nanos) {
    int low = 0;
    int high = before.length - 2;
    while (low < high) {
      int middle = (low + high) >>> 1;
      if (before[middle + 1] * NANOS < nanos) {
        low = middle + 1;
      } else {
        high = middle;
      }
    }
    return low;
  }

  /** When it is open on a day, in order: the day is cut where the offset of the zone changes. */
  private List<Stretch> stretches(int day) {
    List<Stretch> found = new ArrayList<>(2);
    long from = (firstDay + day) * DAY;
    long end = from + DAY;
    while (from < end) {
      Instant at = Instant.ofEpochSecond(from);
      ZoneOffsetTransition next = rules.nextTransition(at);
      long to = next == null ? end : Math.min(end, next.toEpochSecond());
      add(found, from, to, rules.getOffset(at).getTotalSeconds());
      from = to;
    }
    return found;
  }

  /** While the offset stays as it is the clock on the wall runs on evenly. */
  private void add(List<Stretch> found, long from, long to, int offset) {
    long begin = from + offset;
    long end = to + offset;
    for (long date = Math.floorDiv(begin, DAY); date * DAY < end; date++) {
      for (Period period : calendar.on(LocalDate.ofEpochDay(date)).periods()) {
        long open = Math.max(begin, date * DAY + period.from() * 60L);
        long closed = Math.min(end, date * DAY + period.to() * 60L);
        if (open < closed) {
          found.add(new Stretch(open - offset, closed - offset));
        }
      }
    }
  }
}
