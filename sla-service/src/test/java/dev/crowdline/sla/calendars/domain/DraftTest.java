package dev.crowdline.sla.calendars.domain;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.DayOfWeek;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;

class DraftTest {
  private static final List<Period> NINE_TO_FIVE = List.of(new Period(540, 1020));

  private static Draft draft(Map<DayOfWeek, List<Period>> week, Draft.Day... exceptions) {
    return new Draft("Europe/Berlin", week, null, List.of(exceptions));
  }

  private static List<String> faulty(Draft draft) {
    return draft.faults().stream().map(Draft.Fault::field).toList();
  }

  @Test
  void whatHasNoFaultsBecomesACalendar() {
    Draft draft =
        draft(
            Map.of(DayOfWeek.MONDAY, NINE_TO_FIVE),
            new Draft.Day("2028-02-29", NINE_TO_FIVE, "Open on a leap day"));
    assertThat(draft.faults()).isEmpty();
    Calendar calendar = draft.with(new TreeMap<>());
    assertThat(calendar.week().on(DayOfWeek.MONDAY).periods()).isEqualTo(NINE_TO_FIVE);
    assertThat(calendar.week().on(DayOfWeek.SUNDAY)).isEqualTo(Hours.CLOSED);
    assertThat(calendar.exceptions())
        .containsExactly(
            new ExceptionalDay(
                LocalDate.of(2028, 2, 29), new Hours(NINE_TO_FIVE), "Open on a leap day"));
  }

  @Test
  void periodsThatTouchAreNoFaultAndOnesThatOverlapAre() {
    assertThat(
            faulty(
                draft(
                    Map.of(
                        DayOfWeek.MONDAY, List.of(new Period(540, 720), new Period(720, 1020))))))
        .isEmpty();
    assertThat(
            faulty(
                draft(
                    Map.of(
                        DayOfWeek.MONDAY, List.of(new Period(540, 720), new Period(719, 1020))))))
        .containsExactly("week.MONDAY[1].from");
  }

  @Test
  void aPeriodBehindOneThatHoldsItIsOverIt() {
    assertThat(
            faulty(
                draft(
                    Map.of(
                        DayOfWeek.FRIDAY,
                        List.of(
                            new Period(540, 1020), new Period(600, 660), new Period(700, 800))))))
        .containsExactly("week.FRIDAY[1].from", "week.FRIDAY[2].from");
  }

  @Test
  void aPeriodOverMidnightTakesTwo() {
    assertThat(faulty(draft(Map.of(DayOfWeek.MONDAY, List.of(new Period(1320, 360))))))
        .containsExactly("week.MONDAY[0].to");
  }

  @Test
  void aZoneMustBeOneOfTheDatabase() {
    for (String zone : List.of("Berlin", "CEST", "+02:00", "GMT+2", "")) {
      assertThat(faulty(new Draft(zone, Map.of(DayOfWeek.MONDAY, NINE_TO_FIVE), null, List.of())))
          .containsExactly("zone");
    }
  }

  @Test
  void aWeekWithoutAnyPeriodIsRefused() {
    assertThat(faulty(draft(Map.of(DayOfWeek.MONDAY, List.of())))).containsExactly("week");
  }

  @Test
  void aDateMustExistOnceAndWithinTheCentury() {
    Draft draft =
        draft(
            Map.of(DayOfWeek.MONDAY, NINE_TO_FIVE),
            new Draft.Day("2027-02-29", List.of(), ""),
            new Draft.Day("1999-12-31", List.of(), ""),
            new Draft.Day("2100-01-01", List.of(), ""),
            new Draft.Day("2099-12-31", List.of(), ""),
            new Draft.Day("2099-12-31", List.of(), ""));
    assertThat(faulty(draft))
        .containsExactly(
            "exceptions[0].date", "exceptions[1].date", "exceptions[2].date", "exceptions[4].date");
  }
}
