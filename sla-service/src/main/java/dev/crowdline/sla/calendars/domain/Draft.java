package dev.crowdline.sla.calendars.domain;

import java.time.DateTimeException;
import java.time.DayOfWeek;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.SortedMap;
import org.jspecify.annotations.Nullable;

/**
 * A calendar that an operator would have, each value of its form, and what is wrong with them
 * together.
 */
public record Draft(
    String zone, Map<DayOfWeek, List<Period>> week, @Nullable Region region, List<Day> exceptions) {
  private static final LocalDate EARLIEST = LocalDate.of(2000, 1, 1);
  private static final LocalDate LATEST = LocalDate.of(2099, 12, 31);

  public Draft {
    week = Map.copyOf(week);
    exceptions = List.copyOf(exceptions);
  }

  /** A date as it was written, with its periods; none is closed. */
  public record Day(String date, List<Period> periods, String label) {
    public Day {
      periods = List.copyOf(periods);
    }
  }

  /** What is wrong with a field, by its path. */
  public record Fault(String field, String reason) {}

  /** All faults of its own, in the order of the fields. */
  public List<Fault> faults() {
    List<Fault> faults = new ArrayList<>();
    if (!ZoneId.getAvailableZoneIds().contains(zone)) {
      faults.add(
          new Fault("zone", "must be a zone of the IANA time zone database, as Europe/Berlin is"));
    }
    for (DayOfWeek day : DayOfWeek.values()) {
      periods(faults, "week." + day, week.getOrDefault(day, List.of()));
    }
    if (week.values().stream().allMatch(List::isEmpty)) {
      faults.add(new Fault("week", "must have a period: clocks would never run"));
    }
    exceptions(faults);
    return faults;
  }

  private static void periods(List<Fault> faults, String path, List<Period> periods) {
    for (Hours.Fault fault : Hours.faults(periods)) {
      String field = path + "[" + fault.index() + "]." + (fault.end() ? "to" : "from");
      faults.add(new Fault(field, fault.reason()));
    }
  }

  private void exceptions(List<Fault> faults) {
    Set<LocalDate> dates = new HashSet<>();
    for (int i = 0; i < exceptions.size(); i++) {
      Day day = exceptions.get(i);
      String path = "exceptions[" + i + "]";
      LocalDate date = dateOrNull(day.date());
      if (date == null || date.isBefore(EARLIEST) || date.isAfter(LATEST)) {
        faults.add(new Fault(path + ".date", "must be a date from 2000-01-01 to 2099-12-31"));
      } else if (!dates.add(date)) {
        faults.add(new Fault(path + ".date", "must not be that of another exception"));
      }
      periods(faults, path + ".periods", day.periods());
    }
  }

  private static @Nullable LocalDate dateOrNull(String text) {
    try {
      return LocalDate.parse(text);
    } catch (DateTimeException e) {
      return null;
    }
  }

  /** The calendar, which has no faults, with the holidays of its region. */
  public Calendar with(SortedMap<LocalDate, String> holidays) {
    Map<DayOfWeek, Hours> hours = new EnumMap<>(DayOfWeek.class);
    week.forEach((day, periods) -> hours.put(day, new Hours(periods)));
    return new Calendar(
        ZoneId.of(zone),
        new Week(hours),
        region,
        holidays,
        exceptions.stream()
            .map(day ->
                new ExceptionalDay(
                    LocalDate.parse(day.date()), new Hours(day.periods()), day.label()))
            .toList());
  }
}
