package dev.crowdline.sla.calendars.domain;

import java.time.LocalDate;
import java.time.ZoneId;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * When a community works, as an operator says it. The holidays are there by value, as they were
 * known when it was made: what a later edition of their source says changes no deadline unless
 * somebody saves the calendar again.
 *
 * @param region whose holidays they are; null when none are kept
 * @param holidays their names by date
 * @param exceptions by date, each date once
 */
public record Calendar(
    ZoneId zone,
    Week week,
    @Nullable Region region,
    SortedMap<LocalDate, String> holidays,
    List<ExceptionalDay> exceptions) {

  /** As long as nobody says otherwise. */
  public static final Calendar ALWAYS_OPEN =
      new Calendar(ZoneId.of("UTC"), Week.daily(Hours.ALL_DAY), null, new TreeMap<>(), List.of());

  public Calendar {
    holidays = Collections.unmodifiableSortedMap(new TreeMap<>(holidays));
    exceptions = List.copyOf(exceptions);
  }

  /** What of time counts; the neutral one when it never closes. */
  public WorkingTime workingTime() {
    Map<LocalDate, Hours> others = new HashMap<>();
    exceptions.forEach(day -> others.put(day.date(), day.hours()));
    WorkingCalendar calendar = new WorkingCalendar(zone, week, holidays.keySet(), others);
    return calendar.neverCloses() ? AlwaysOpen.TIME : calendar;
  }
}
