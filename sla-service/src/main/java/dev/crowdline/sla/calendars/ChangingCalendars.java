package dev.crowdline.sla.calendars;

import dev.crowdline.sla.calendars.domain.Calendar;
import dev.crowdline.sla.calendars.domain.CalendarVersion;
import dev.crowdline.sla.calendars.domain.Draft;
import dev.crowdline.sla.calendars.domain.Region;
import dev.crowdline.sla.calendars.persistence.CalendarTable;
import dev.crowdline.sla.calendars.persistence.RetimingTable;
import dev.crowdline.sla.calendars.sources.KnownHolidays;
import dev.crowdline.sla.clocks.ReplanningClocks;
import dev.crowdline.sla.policies.domain.Application;
import dev.crowdline.support.acts.Act;
import dev.crowdline.support.acts.Acts;
import dev.crowdline.support.database.Database;
import dev.crowdline.support.database.Tx;
import dev.crowdline.support.problems.Problem;
import dev.crowdline.support.problems.ProblemType;
import dev.crowdline.support.security.Caller;
import dev.crowdline.support.web.IfMatch;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Instant;
import java.time.InstantSource;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** An operator says when a community works, after having seen what that would mean. */
@ApplicationScoped
public class ChangingCalendars {
  /** The most running requests that a calendar is tried with. */
  private static final int MOST_TRIED = 2_000;

  private static final String NAME = CalendarVersion.DEFAULT;
  private static final String VERSION = "version";
  private static final String NOTE = "note";

  private final Database database;
  private final CalendarTable calendars;
  private final RetimingTable retimings;
  private final ReplanningClocks clocks;
  private final KnownHolidays holidays;
  private final Acts acts;
  private final InstantSource clock;

  ChangingCalendars(
      Database database,
      CalendarTable calendars,
      RetimingTable retimings,
      ReplanningClocks clocks,
      KnownHolidays holidays,
      Acts acts,
      InstantSource clock) {
    this.database = database;
    this.calendars = calendars;
    this.retimings = retimings;
    this.clocks = clocks;
    this.holidays = holidays;
    this.acts = acts;
    this.clock = clock;
  }

  /** What is done, as it is written down. */
  public enum Kind {
    CALENDAR_CHANGED
  }

  /**
   * The calendar that counts.
   *
   * @param since when it was made; null as long as nobody made one
   * @param holidaysDiffer whether its region's holidays of this year or the next two are known
   *     otherwise by now; saving it again takes them over
   */
  public record Current(
      int version, @Nullable Instant since, Calendar calendar, boolean holidaysDiffer) {}

  /**
   * A version, and how it came about.
   *
   * @param retimed how far it has come to what ran already
   */
  public record Made(
      CalendarTable.Version version, @Nullable Act by, @Nullable Application retimed) {
    /** Why it was made; null when nothing was said. */
    public @Nullable String note() {
      return by == null ? null : by.detail().get(NOTE);
    }
  }

  /** The calendar that counts in a community. */
  public Current current(String community) {
    CalendarTable.Version last = database.read(sql -> calendars.last(sql, community, NAME));
    return last == null
        ? new Current(CalendarVersion.FIRST.version(), null, Calendar.ALWAYS_OPEN, false)
        : new Current(
            last.key().version(), last.since(), last.calendar(), holidaysDiffer(last.calendar()));
  }

  private boolean holidaysDiffer(Calendar calendar) {
    Region region = calendar.region();
    if (region == null) {
      return false;
    }
    LocalDate from = LocalDate.ofInstant(clock.instant(), calendar.zone()).withDayOfYear(1);
    LocalDate to = from.plusYears(3);
    SortedMap<LocalDate, String> known = holidays.of(region);
    return known == null
        || !known.subMap(from, to).keySet().equals(calendar.holidays().subMap(from, to).keySet());
  }

  /**
   * Makes another version count, for what runs as well, if the one that counts is still as {@code
   * ifMatch} says.
   */
  public Current change(Caller caller, Draft draft, String note, @Nullable String ifMatch) {
    Calendar calendar = calendar(draft);
    Instant now = clock.instant();
    CalendarTable.Version made =
        database.transact(tx -> add(tx, caller, calendar, note, ifMatch, now));
    return new Current(made.key().version(), now, calendar, false);
  }

  private CalendarTable.Version add(
      Tx tx, Caller caller, Calendar calendar, String note, @Nullable String ifMatch, Instant now) {
    CalendarTable.Version last = calendars.last(tx, caller.community(), NAME);
    int before = last == null ? CalendarVersion.FIRST.version() : last.key().version();
    IfMatch.mustBe(ifMatch, before);
    int version = before + 1;
    CalendarTable.Version made =
        new CalendarTable.Version(
            new CalendarTable.Key(caller.community(), NAME, version), calendar, now);
    if (!calendars.add(tx, made)) {
      throw Problem.of(
          ProblemType.PRECONDITION_FAILED,
          "somebody else changed it at the same moment; read it again and decide anew");
    }
    retimings.add(
        tx, new RetimingTable.Retiming(NAME, Application.begin(caller.community(), version, now)));
    acts.add(
        tx,
        caller,
        null,
        now,
        Kind.CALENDAR_CHANGED,
        Map.of("calendar", NAME, VERSION, Integer.toString(version), NOTE, note));
    return made;
  }

  /** What a calendar would mean at once for what runs. Nothing is changed. */
  public ReplanningClocks.RetimingTried tryOut(String community, Draft draft) {
    CalendarVersion tried =
        new CalendarVersion(NAME, Integer.MAX_VALUE, calendar(draft).workingTime());
    return clocks.tryOut(community, tried, MOST_TRIED);
  }

  /** Versions before one, the highest first. */
  public List<Made> history(String community, int before, int most) {
    return database.read(sql -> {
      List<CalendarTable.Version> versions = calendars.before(sql, community, NAME, before, most);
      if (versions.isEmpty()) {
        return List.of();
      }
      CalendarTable.Version oldest = versions.getLast();
      Map<String, Act> made =
          acts.since(sql, community, Kind.CALENDAR_CHANGED, oldest.since()).stream()
              .collect(Collectors.toMap(act -> act.detail().get(VERSION), Function.identity()));
      Map<Integer, Application> retimed =
          retimings.of(
              sql, community, NAME, oldest.key().version(), versions.getFirst().key().version());
      return versions.stream()
          .map(version ->
              new Made(
                  version,
                  made.get(Integer.toString(version.key().version())),
                  retimed.get(version.key().version())))
          .toList();
    });
  }

  private Calendar calendar(Draft draft) {
    List<Draft.Fault> faults = new ArrayList<>(draft.faults());
    Region region = draft.region();
    SortedMap<LocalDate, String> known = new TreeMap<>();
    if (region != null) {
      SortedMap<LocalDate, String> found = holidays.of(region);
      if (found == null) {
        faults.add(unknown(region));
      } else {
        known = found;
      }
    }
    if (!faults.isEmpty()) {
      throw Problem.fields(
          ProblemType.NOT_ALLOWED_HERE,
          faults.stream()
              .map(fault ->
                  new Problem.FieldError("calendar." + fault.field(), fault.reason(), null))
              .toList());
    }
    return draft.with(known);
  }

  private Draft.Fault unknown(Region region) {
    return holidays.countries().containsKey(region.country())
        ? new Draft.Fault("holidays.region", "must be a region of that country, or left out")
        : new Draft.Fault("holidays.country", "must be a country whose holidays are known");
  }
}
