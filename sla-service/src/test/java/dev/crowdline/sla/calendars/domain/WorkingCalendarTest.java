package dev.crowdline.sla.calendars.domain;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.DayOfWeek;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What people complain of in desks, each as a day of its own. */
class WorkingCalendarTest {
  private static final ZoneId BERLIN = ZoneId.of("Europe/Berlin");

  /** Nine to five with an hour for lunch. */
  private static final Hours OFFICE =
      new Hours(List.of(new Period(9 * 60, 12 * 60), new Period(13 * 60, 17 * 60)));

  private static final Hours NIGHT = new Hours(List.of(new Period(0, 6 * 60)));

  private static WorkingCalendar office(String zone, LocalDate... holidays) {
    Map<DayOfWeek, Hours> week = new EnumMap<>(DayOfWeek.class);
    for (DayOfWeek day : DayOfWeek.values()) {
      week.put(day, day.getValue() < 6 ? OFFICE : Hours.CLOSED);
    }
    return new WorkingCalendar(ZoneId.of(zone), new Week(week), Set.of(holidays), Map.of());
  }

  private static Instant at(String local, String zone) {
    return java.time.LocalDateTime.parse(local).atZone(ZoneId.of(zone)).toInstant();
  }

  private static Duration hours(int hours) {
    return Duration.ofHours(hours);
  }

  @ParameterizedTest
  @CsvSource({
    // Asked at 11:30, two hours: half an hour before lunch, the rest after it.
    "2026-12-01T11:30, 120, 2026-12-01T14:30",
    // Used up with the period is used up at its end, not when the next begins.
    "2026-12-01T10:00, 120, 2026-12-01T12:00",
    // Friday afternoon goes on on Monday.
    "2026-12-04T16:30, 60, 2026-12-07T09:30",
    // Asked at night begins in the morning.
    "2026-12-01T22:00, 30, 2026-12-02T09:30",
    // Asked during lunch begins after it.
    "2026-12-01T12:30, 30, 2026-12-01T13:30",
    // Over Christmas, a Friday, and the weekend after it.
    "2026-12-24T16:00, 120, 2026-12-28T10:00",
  })
  void anAmountIsUsedUpInWorkingTime(String from, int minutes, String expected) {
    WorkingCalendar calendar =
        office("Europe/Berlin", LocalDate.of(2026, 12, 25), LocalDate.of(2026, 12, 26));
    assertThat(calendar.after(at(from, "Europe/Berlin"), Duration.ofMinutes(minutes)))
        .isEqualTo(at(expected, "Europe/Berlin"));
  }

  @Test
  void aMicrosecondMoreThanThePeriodBeginsTheNext() {
    Instant noon = at("2026-12-01T12:00", "Europe/Berlin");
    assertThat(
            office("Europe/Berlin")
                .after(noon.minus(hours(1)), hours(1).plus(Duration.ofNanos(1_000))))
        .isEqualTo(at("2026-12-01T13:00", "Europe/Berlin").plusNanos(1_000));
  }

  @Test
  void aPeriodCountsItsFirstMomentAndNotItsEnd() {
    WorkingCalendar calendar = office("Europe/Berlin");
    Instant nine = at("2026-12-01T09:00", "Europe/Berlin");
    Instant noon = at("2026-12-01T12:00", "Europe/Berlin");
    assertThat(calendar.isOpenAt(nine)).isTrue();
    assertThat(calendar.isOpenAt(nine.minusNanos(1))).isFalse();
    assertThat(calendar.isOpenAt(noon.minusNanos(1))).isTrue();
    assertThat(calendar.isOpenAt(noon)).isFalse();
    assertThat(calendar.opensAt(noon)).isEqualTo(at("2026-12-01T13:00", "Europe/Berlin"));
  }

  @Test
  void aHolidayBeginsAndEndsAtMidnightOfItsZone() {
    Week nights = Week.daily(new Hours(List.of(new Period(20 * 60, 24 * 60))));
    WorkingCalendar calendar =
        new WorkingCalendar(
            ZoneId.of("America/St_Johns"), nights, Set.of(LocalDate.of(2027, 1, 1)), Map.of());
    // Half past three and a half hours behind: 03:30 UTC is midnight there.
    assertThat(
            calendar.between(
                Instant.parse("2026-12-31T23:30:00Z"), Instant.parse("2027-01-03T03:30:00Z")))
        .isEqualTo(hours(8));
    assertThat(calendar.isOpenAt(Instant.parse("2027-01-01T03:29:59.999Z"))).isTrue();
    assertThat(calendar.isOpenAt(Instant.parse("2027-01-02T00:00:00Z"))).isFalse();
    assertThat(calendar.isOpenAt(Instant.parse("2027-01-02T23:30:00Z"))).isTrue();
  }

  @Test
  void aNightInWhichClocksAreSetForwardHasAnHourLess() {
    WorkingCalendar calendar = new WorkingCalendar(BERLIN, Week.daily(NIGHT), Set.of(), Map.of());
    Instant midnight = at("2026-03-29T00:00", "Europe/Berlin");
    assertThat(calendar.between(midnight, midnight.plus(hours(23)))).isEqualTo(hours(5));
    assertThat(calendar.after(midnight, hours(5)))
        .isEqualTo(at("2026-03-29T06:00", "Europe/Berlin"));
  }

  @Test
  void aNightInWhichClocksAreSetBackHasAnHourMore() {
    WorkingCalendar calendar = new WorkingCalendar(BERLIN, Week.daily(NIGHT), Set.of(), Map.of());
    Instant midnight = at("2026-10-25T00:00", "Europe/Berlin");
    assertThat(calendar.between(midnight, midnight.plus(hours(25)))).isEqualTo(hours(7));
    assertThat(calendar.after(midnight, hours(7)))
        .isEqualTo(at("2026-10-25T06:00", "Europe/Berlin"));
  }

  @Test
  void aPeriodThatBeginsInTheSkippedHourBeginsWhenTheClockShowsLater() {
    Hours fromHalfPastTwo = new Hours(List.of(new Period(150, 240)));
    WorkingCalendar calendar =
        new WorkingCalendar(BERLIN, Week.daily(fromHalfPastTwo), Set.of(), Map.of());
    Instant midnight = at("2026-03-29T00:00", "Europe/Berlin");
    assertThat(calendar.opensAt(midnight)).isEqualTo(Instant.parse("2026-03-29T01:00:00Z"));
    assertThat(calendar.between(midnight, midnight.plus(hours(12)))).isEqualTo(hours(1));
  }

  @Test
  void halfAnHourIsSetBackOnLordHoweIsland() {
    WorkingCalendar calendar =
        new WorkingCalendar(
            ZoneId.of("Australia/Lord_Howe"), Week.daily(NIGHT), Set.of(), Map.of());
    Instant midnight = at("2026-04-05T00:00", "Australia/Lord_Howe");
    assertThat(calendar.between(midnight, midnight.plus(hours(24))))
        .isEqualTo(Duration.ofMinutes(6 * 60 + 30));
  }

  @Test
  void aLeapDayIsADayLikeOthers() {
    WorkingCalendar calendar = office("Asia/Kolkata");
    Instant monday = at("2028-02-28T16:00", "Asia/Kolkata");
    assertThat(calendar.after(monday, hours(8))).isEqualTo(at("2028-02-29T17:00", "Asia/Kolkata"));
    assertThat(calendar.between(monday, at("2028-03-01T00:00", "Asia/Kolkata")))
        .isEqualTo(hours(8));
    WorkingCalendar closed = office("Asia/Kolkata", LocalDate.of(2028, 2, 29));
    assertThat(closed.after(monday, hours(8))).isEqualTo(at("2028-03-01T17:00", "Asia/Kolkata"));
  }

  @Test
  void anExceptionIsStrongerThanAHoliday() {
    LocalDate christmas = LocalDate.of(2026, 12, 25);
    WorkingCalendar calendar =
        new WorkingCalendar(
            BERLIN, Week.daily(OFFICE), Set.of(christmas), Map.of(christmas, NIGHT));
    assertThat(calendar.on(christmas)).isEqualTo(NIGHT);
    assertThat(calendar.on(christmas.plusDays(1))).isEqualTo(OFFICE);
  }

  @Test
  void yearsAreCountedAcross() {
    WorkingCalendar calendar = office("Europe/Berlin");
    Instant from = at("2024-06-03T09:00", "Europe/Berlin");
    Instant to = at("2027-06-07T09:00", "Europe/Berlin");
    // 157 weeks of five days of seven hours.
    assertThat(calendar.between(from, to)).isEqualTo(hours(157 * 35));
    assertThat(calendar.after(from, hours(157 * 35)))
        .isEqualTo(at("2027-06-04T17:00", "Europe/Berlin"));
  }

  @Test
  void whatIsNeverUsedUpHasNoEnd() {
    Week aMinute = new Week(Map.of(DayOfWeek.MONDAY, new Hours(List.of(new Period(0, 1)))));
    WorkingCalendar calendar = new WorkingCalendar(BERLIN, aMinute, Set.of(), Map.of());
    Instant from = at("2026-12-01T00:00", "Europe/Berlin");
    assertThat(calendar.after(from, Duration.ofDays(366))).isNull();
    assertThat(calendar.after(from, Duration.ofMinutes(520)))
        .isEqualTo(at("2036-11-17T00:01", "Europe/Berlin"));
  }

  @Test
  void whatNeverClosesIsNeutral() {
    assertThat(Calendar.ALWAYS_OPEN.workingTime()).isSameAs(AlwaysOpen.TIME);
    Calendar closedOnce =
        new Calendar(
            BERLIN,
            Week.daily(Hours.ALL_DAY),
            null,
            new TreeMap<>(Map.of(LocalDate.of(2026, 12, 25), "Christmas")),
            List.of());
    Instant eve = at("2026-12-24T23:00", "Europe/Berlin");
    assertThat(closedOnce.workingTime().after(eve, hours(2)))
        .isEqualTo(at("2026-12-26T01:00", "Europe/Berlin"));
    assertThat(AlwaysOpen.TIME.between(eve, eve.plus(hours(2)))).isEqualTo(hours(2));
    assertThat(AlwaysOpen.TIME.opensAt(eve)).isEqualTo(eve);
  }
}
