package dev.crowdline.sla.calendars.domain;

import java.time.DayOfWeek;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;

/**
 * The periods of a week in a zone, without its holidays, and with other hours on some dates. A
 * moment counts when the clock on the wall of the zone shows a time within the hours of the date on
 * its calendar: an hour that is skipped is not there to count, one that is shown twice counts
 * twice.
 *
 * <p>Time is cut into days of UTC, of which a year's sums are kept ({@link OpenYear}); so an answer
 * takes two looks into a day, a search among the days of a year and a step for each year between.
 */
public final class WorkingCalendar implements WorkingTime {
  private static final int MOST_YEARS = 100;

  /** Years whose days are kept, of 1.5 KB each; what is dropped is added up again in 100 µs. */
  private static final int MOST_KEPT = 16;

  private final ZoneId zone;
  private final Week week;
  private final Map<LocalDate, Hours> others;
  private final int hash;
  private final Map<Integer, OpenYear> years = new ConcurrentHashMap<>();
  private final Map<Integer, Long> totals = new ConcurrentHashMap<>();

  /**
   * @param holidays closed, unless there is an exception
   * @param exceptions dates with other hours, or none, whatever the week and the holidays say
   */
  public WorkingCalendar(
      ZoneId zone, Week week, Set<LocalDate> holidays, Map<LocalDate, Hours> exceptions) {
    this.zone = zone;
    this.week = week;
    Map<LocalDate, Hours> all = new HashMap<>();
    holidays.forEach(date -> all.put(date, Hours.CLOSED));
    all.putAll(exceptions);
    this.others = Map.copyOf(all);
    this.hash = 31 * (31 * zone.hashCode() + week.hashCode()) + others.hashCode();
  }

  /** The hours of a date. */
  public Hours on(LocalDate date) {
    Hours other = others.get(date);
    return other == null ? week.on(date.getDayOfWeek()) : other;
  }

  @Override
  public int dates() {
    return others.size();
  }

  ZoneId zone() {
    return zone;
  }

  @Override
  public Duration between(Instant from, Instant to) {
    if (!to.isAfter(from)) {
      return Duration.ZERO;
    }
    int first = OpenYear.of(from);
    int last = OpenYear.of(to);
    long nanos = year(last).openUntil(to) - year(first).openUntil(from);
    for (int number = first; number < last; number++) {
      nanos += total(number);
    }
    return Duration.ofNanos(nanos);
  }

  @Override
  public @Nullable Instant after(Instant start, Duration amount) {
    if (amount.isZero()) {
      return start;
    }
    int number = OpenYear.of(start);
    int last = number + MOST_YEARS;
    long left = amount.toNanos() + year(number).openUntil(start);
    while (left > total(number)) {
      left -= total(number);
      number++;
      if (number > last) {
        return null;
      }
    }
    return year(number).reaches(left);
  }

  private OpenYear year(int number) {
    OpenYear kept = years.get(number);
    if (kept != null) {
      return kept;
    }
    OpenYear added = OpenYear.of(this, number);
    if (years.size() >= MOST_KEPT) {
      years.clear();
    }
    years.put(number, added);
    return added;
  }

  /** Nanoseconds open in a year. */
  private long total(int number) {
    return totals.computeIfAbsent(number, each -> year(each).open());
  }

  /** Whether no moment is ever closed. */
  boolean neverCloses() {
    for (DayOfWeek day : DayOfWeek.values()) {
      if (week.on(day).minutes() < Period.MINUTES) {
        return false;
      }
    }
    return others.values().stream().allMatch(hours -> hours.minutes() == Period.MINUTES);
  }

  @Override
  public boolean equals(@Nullable Object other) {
    if (this == other) {
      return true;
    }
    return other instanceof WorkingCalendar calendar
        && hash == calendar.hash
        && zone.equals(calendar.zone)
        && week.equals(calendar.week)
        && others.equals(calendar.others);
  }

  @Override
  public int hashCode() {
    return hash;
  }

  @Override
  public String toString() {
    return "working calendar of " + zone + ", " + week + ", and " + others.size() + " other days";
  }
}
