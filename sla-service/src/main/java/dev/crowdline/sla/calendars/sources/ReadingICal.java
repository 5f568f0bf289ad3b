package dev.crowdline.sla.calendars.sources;

import dev.crowdline.support.problems.Problem;
import dev.crowdline.support.problems.ProblemType;
import jakarta.enterprise.context.ApplicationScoped;
import java.io.IOException;
import java.io.StringReader;
import java.time.InstantSource;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.time.ZoneOffset;
import java.time.ZonedDateTime;
import java.time.temporal.Temporal;
import java.util.ArrayList;
import java.util.Collections;
import java.util.EnumSet;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import net.fortuna.ical4j.data.CalendarBuilder;
import net.fortuna.ical4j.data.ParserException;
import net.fortuna.ical4j.model.Calendar;
import net.fortuna.ical4j.model.Property;
import net.fortuna.ical4j.model.Recur;
import net.fortuna.ical4j.model.component.VEvent;
import net.fortuna.ical4j.model.property.DateProperty;
import net.fortuna.ical4j.model.property.ExDate;
import net.fortuna.ical4j.model.property.RRule;
import net.fortuna.ical4j.transform.recurrence.Frequency;
import org.jspecify.annotations.Nullable;

/**
 * Reads the closed days of an iCalendar file (RFC 5545): events of whole days, with what repeats
 * daily or more seldom and has an end. What cannot close a day is told and left out.
 */
@ApplicationScoped
public class ReadingICal {
  /** As many exceptions as a calendar may have. */
  public static final int MOST_DAYS = 500;

  private static final int MOST_LABEL = 80;
  private static final LocalDate LATEST = LocalDate.of(2099, 12, 31);
  private static final Set<Frequency> BY_DAYS =
      Collections.unmodifiableSet(
          EnumSet.of(Frequency.DAILY, Frequency.WEEKLY, Frequency.MONTHLY, Frequency.YEARLY));

  private final InstantSource clock;

  ReadingICal(InstantSource clock) {
    this.clock = clock;
  }

  /**
   * What a file says.
   *
   * @param closed days from last year on, with what they are called
   */
  public record Read(SortedMap<LocalDate, String> closed, List<LeftOut> leftOut) {}

  /** An event that closes no day, and why. */
  public record LeftOut(String event, String reason) {}

  /** An event within a reading. */
  private record Event(int index, String name, VEvent from) {
    String field(String property) {
      return "ical.VEVENT[" + index + "]." + property;
    }
  }

  /** Why an event is left out. */
  private static final class Unfit extends Exception {
    Unfit(String reason) {
      super(reason);
    }
  }

  /** The closed days of a file. */
  public Read read(String text) {
    List<VEvent> events = parsed(text).getComponents("VEVENT");
    LocalDate first =
        LocalDate.ofInstant(clock.instant(), ZoneOffset.UTC).minusYears(1).withDayOfYear(1);
    SortedMap<LocalDate, String> closed = new TreeMap<>();
    List<LeftOut> leftOut = new ArrayList<>();
    for (int i = 0; i < events.size(); i++) {
      Event event = new Event(i, name(events.get(i)), events.get(i));
      try {
        for (LocalDate day : days(event)) {
          if (!day.isBefore(first)) {
            closed.putIfAbsent(day, event.name());
          }
        }
      } catch (Unfit unfit) {
        leftOut.add(new LeftOut(event.name(), String.valueOf(unfit.getMessage())));
      }
      if (closed.size() > MOST_DAYS) {
        throw Problem.field(
            ProblemType.NOT_ALLOWED_HERE,
            event.field("DTSTART"),
            "with it there are more than " + MOST_DAYS + " closed days; send fewer");
      }
    }
    return new Read(closed, leftOut);
  }

  private static Calendar parsed(String text) {
    try {
      return new CalendarBuilder().build(new StringReader(text));
    } catch (IOException | ParserException | RuntimeException e) {
      throw Problem.field(
          ProblemType.NOT_ALLOWED_HERE,
          "ical",
          "is no iCalendar file (RFC 5545): " + e.getMessage());
    }
  }

  private static String name(VEvent event) {
    String name = event.getProperty(Property.SUMMARY).map(Property::getValue).orElse("").strip();
    return name.length() <= MOST_LABEL ? name : name.substring(0, MOST_LABEL);
  }

  private static List<LocalDate> days(Event event) throws Unfit {
    VEvent from = event.from();
    if (from.getProperty(Property.RECURRENCE_ID).isPresent()) {
      throw new Unfit("it changes one occurrence of another event");
    }
    if (from.getProperty(Property.RDATE).isPresent()) {
      throw new Unfit("it names further dates (RDATE)");
    }
    LocalDate start = wholeDay(from, Property.DTSTART);
    if (start == null) {
      throw new Unfit("it has no beginning");
    }
    LocalDate end = wholeDay(from, Property.DTEND);
    if (end == null && from.getProperty(Property.DURATION).isPresent()) {
      throw new Unfit("it has a length instead of an end");
    }
    long length = end == null ? 1 : Math.max(1, end.toEpochDay() - start.toEpochDay());
    if (length > MOST_DAYS) {
      throw new Unfit("it lasts for more than " + MOST_DAYS + " days");
    }
    Set<LocalDate> without = excepted(from);
    List<LocalDate> days = new ArrayList<>();
    for (LocalDate first : occurrences(event, start)) {
      for (long day = 0; day < length && !without.contains(first); day++) {
        days.add(first.plusDays(day));
      }
    }
    return days;
  }

  private static List<LocalDate> occurrences(Event event, LocalDate start) {
    Optional<RRule<Temporal>> rule = event.from().getProperty(Property.RRULE);
    if (rule.isEmpty()) {
      return List.of(start);
    }
    Recur<?> recur = rule.get().getRecur();
    if (recur.getUntil() == null && recur.getCount() < 1) {
      throw Problem.field(
          ProblemType.NOT_ALLOWED_HERE,
          event.field(Property.RRULE),
          "repeats without an end; give it an UNTIL or a COUNT");
    }
    if (!BY_DAYS.contains(recur.getFrequency())) {
      throw Problem.field(
          ProblemType.NOT_ALLOWED_HERE,
          event.field(Property.RRULE),
          "must repeat by days, weeks, months or years, not "
              + recur.getFrequency().name().toLowerCase(Locale.ROOT));
    }
    Recur<LocalDate> byDate = new Recur<>(dated(rule.get().getValue()));
    List<LocalDate> dates = byDate.getDates(start, start, LATEST);
    return dates.size() <= MOST_DAYS ? dates : dates.subList(0, MOST_DAYS + 1);
  }

  /** The same rule with the last day as a date, as the rule of an event of whole days has it. */
  private static String dated(String rule) {
    return rule.replaceAll("UNTIL=([0-9]{8})T[0-9]{6}Z?", "UNTIL=$1");
  }

  private static Set<LocalDate> excepted(VEvent event) {
    Set<LocalDate> dates = new HashSet<>();
    for (Property property : event.getProperties(Property.EXDATE)) {
      if (property instanceof ExDate<?> exDate) {
        exDate.getDates().forEach(date -> dates.add(LocalDate.from(date)));
      }
    }
    return dates;
  }

  /** Null when it has none. */
  private static @Nullable LocalDate wholeDay(VEvent event, String property) throws Unfit {
    Optional<DateProperty<Temporal>> found = event.getProperty(property);
    if (found.isEmpty()) {
      return null;
    }
    return switch (found.get().getDate()) {
      case LocalDate date -> date;
      case LocalDateTime time when time.toLocalTime().equals(LocalTime.MIDNIGHT) ->
          time.toLocalDate();
      case ZonedDateTime time when time.toLocalTime().equals(LocalTime.MIDNIGHT) ->
          time.toLocalDate();
      case null, default ->
          throw new Unfit("it does not begin and end at midnight; only whole days are closed");
    };
  }
}
