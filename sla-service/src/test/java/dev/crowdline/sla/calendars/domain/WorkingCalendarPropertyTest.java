package dev.crowdline.sla.calendars.domain;

import static org.assertj.core.api.Assertions.assertThat;

import dev.crowdline.support.testing.Seeds;
import java.time.DayOfWeek;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.time.zone.ZoneOffsetTransition;
import java.time.zone.ZoneRules;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.TreeSet;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@DisplayName("Any calendar agrees with a count minute by minute")
class WorkingCalendarPropertyTest {
  private static final Instant FROM_2004 = Instant.parse("2004-01-01T00:00:00Z");
  private static final int MINUTES_TO_2032 = 28 * 365 * 24 * 60;
  private static final int TRIES = 60;

  /** St. John's set its clocks back at one minute past midnight until 2011: a date came back. */
  @ParameterizedTest
  @ValueSource(
      strings = {
        "Europe/Berlin",
        "America/St_Johns",
        "Asia/Kolkata",
        "Australia/Lord_Howe",
        "UTC",
        "America/Havana",
        "Pacific/Apia"
      })
  void itAgreesWithTheNaiveCount(String zone) {
    Seeds.each(TRIES, seed -> agrees(ZoneId.of(zone), new Random(seed)));
  }

  private static void agrees(ZoneId zone, Random random) {
    Instant from = someMinute(zone.getRules(), random);
    Instant to = from.plus(Duration.ofMinutes(random.nextInt(12 * 24 * 60)));
    NaiveCount naive = someCalendar(zone, random, from.atZone(zone).toLocalDate());
    WorkingCalendar calendar =
        new WorkingCalendar(zone, new Week(naive.week()), naive.holidays(), naive.exceptions());

    Duration counted = naive.between(from, to);
    assertThat(calendar.between(from, to)).isEqualTo(counted);
    assertThat(calendar.between(to, from)).isZero();
    assertThat(calendar.isOpenAt(from)).isEqualTo(naive.isOpenAt(from));

    int minutes = 1 + random.nextInt(3 * 24 * 60);
    Instant limit = from.plus(Duration.ofDays(20));
    Instant used = naive.after(from, minutes, limit);
    Instant found = calendar.after(from, Duration.ofMinutes(minutes));
    if (used != null) {
      assertThat(found).isEqualTo(used);
    } else {
      assertThat(found == null || found.isAfter(limit)).isTrue();
    }
  }

  /** Every other one is close to a change of the zone's clocks, where there are any. */
  private static Instant someMinute(ZoneRules rules, Random random) {
    Instant any = FROM_2004.plus(Duration.ofMinutes(random.nextInt(MINUTES_TO_2032)));
    ZoneOffsetTransition change = rules.nextTransition(any);
    return change == null || random.nextBoolean()
        ? any
        : change.getInstant().minus(Duration.ofMinutes(random.nextInt(3 * 24 * 60)));
  }

  private static NaiveCount someCalendar(ZoneId zone, Random random, LocalDate around) {
    Map<DayOfWeek, Hours> week = new EnumMap<>(DayOfWeek.class);
    for (DayOfWeek day : DayOfWeek.values()) {
      week.put(day, someHours(random));
    }
    Set<LocalDate> holidays = new HashSet<>();
    Map<LocalDate, Hours> exceptions = new HashMap<>();
    for (int i = 0; i < random.nextInt(4); i++) {
      holidays.add(around.plusDays(random.nextInt(12)));
      exceptions.put(around.plusDays(random.nextInt(12)), someHours(random));
    }
    return new NaiveCount(zone, week, holidays, exceptions);
  }

  private static Hours someHours(Random random) {
    TreeSet<Integer> bounds = new TreeSet<>();
    int periods = random.nextInt(4);
    while (bounds.size() < 2 * periods) {
      // Midnight, and what lies close to it, more often than chance would have it.
      bounds.add(
          random.nextInt(3) == 0
              ? List.of(0, 1, 60, 120, 150, 1439, 1440).get(random.nextInt(7))
              : random.nextInt(Period.MINUTES + 1));
    }
    List<Integer> sorted = new ArrayList<>(bounds);
    List<Period> all = new ArrayList<>();
    for (int i = 0; i < sorted.size(); i += 2) {
      all.add(new Period(sorted.get(i), sorted.get(i + 1)));
    }
    return new Hours(all);
  }
}
