package dev.crowdline.sla.clocks.domain;

import static org.assertj.core.api.Assertions.assertThat;

import dev.crowdline.contracts.Pace;
import dev.crowdline.contracts.Policy;
import dev.crowdline.contracts.Priority;
import dev.crowdline.contracts.SlaClock;
import dev.crowdline.contracts.Tier;
import dev.crowdline.sla.calendars.domain.CalendarVersion;
import dev.crowdline.sla.calendars.domain.Hours;
import dev.crowdline.sla.calendars.domain.Period;
import dev.crowdline.sla.calendars.domain.Week;
import dev.crowdline.sla.calendars.domain.WorkingCalendar;
import java.time.DayOfWeek;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneId;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

/** Clocks of a community that works from Monday to Friday, nine to five. */
class CalendarClocksTest {
  private static final ZoneId BERLIN = ZoneId.of("Europe/Berlin");
  private static final UUID ASSIGNMENT = new UUID(0, 1);
  private static final CalendarVersion OFFICE = new CalendarVersion("default", 2, office());

  /** Accept within 20 minutes, first response 60, resolution 8 hours. */
  private static final Plan ALWAYS = Plan.of(Policy.of(Pace.PRODUCT), 1, Priority.NORMAL, null);

  /** Ten minutes before the weekend. */
  private static final Instant FRIDAY = at("2026-12-04T16:50");

  private static WorkingCalendar office() {
    Map<DayOfWeek, Hours> week = new EnumMap<>(DayOfWeek.class);
    for (DayOfWeek day : DayOfWeek.values()) {
      if (day.getValue() < 6) {
        week.put(day, new Hours(List.of(new Period(9 * 60, 17 * 60))));
      }
    }
    return new WorkingCalendar(BERLIN, new Week(week), Set.of(), Map.of());
  }

  private static Instant at(String local) {
    return LocalDateTime.parse(local).atZone(BERLIN).toInstant();
  }

  private static RequestClocks submitted(Plan plan) {
    return RequestClocks.UNKNOWN
        .submitted(FRIDAY, Priority.NORMAL, Tier.COMMUNITY, null, null, null)
        .planned(plan);
  }

  private static RequestClocks submitted() {
    return submitted(ALWAYS.in(OFFICE));
  }

  private static Instant due(RequestClocks clocks, SlaClock clock, int percent) {
    return Deadlines.of(clocks, clocks.plan(), clocks.timeline()).reaches(clock, percent);
  }

  private static RequestClocks taken(RequestClocks clocks, String at) {
    return clocks.taken(at(at), ASSIGNMENT, 1, new UUID(0, 9), "Ada", Tier.COMMUNITY);
  }

  @Test
  @DisplayName("targets and steps count working time")
  void targetsCountWorkingTime() {
    RequestClocks clocks = submitted();
    assertThat(due(clocks, SlaClock.TIME_TO_ACCEPT, 25)).isEqualTo(at("2026-12-04T16:55"));
    assertThat(due(clocks, SlaClock.TIME_TO_ACCEPT, 50)).isEqualTo(at("2026-12-04T17:00"));
    assertThat(due(clocks, SlaClock.TIME_TO_ACCEPT, 75)).isEqualTo(at("2026-12-07T09:05"));
    assertThat(due(clocks, SlaClock.TIME_TO_ACCEPT, 100)).isEqualTo(at("2026-12-07T09:10"));
    assertThat(due(clocks, SlaClock.RESOLUTION, 100)).isEqualTo(at("2026-12-07T16:50"));
  }

  @Test
  @DisplayName("P10: nothing fires while it is closed, and what is next is due when it opens")
  void nothingFiresWhileItIsClosed() {
    RequestClocks evening = submitted().due(at("2026-12-04T17:00")).clocks();
    assertThat(evening.raised()).extracting(RaisedStep::stepId).containsExactly("widen", "raise");
    assertThat(evening.nextDueAt()).isEqualTo(at("2026-12-07T09:04"));
    assertThat(evening.due(at("2026-12-07T09:04").minusNanos(1_000)).events()).isEmpty();
    assertThat(evening.due(at("2026-12-07T09:04")).events()).hasSize(1);
  }

  @Test
  @DisplayName("a clock that is stopped tells the working time that it used")
  void whatWasUsedIsWorkingTime() {
    RequestClocks clocks = taken(submitted(), "2026-12-07T09:02");
    assertThat(clocks.settled(at("2026-12-07T09:03")).events())
        .containsExactly(new ClockEvent.Met(SlaClock.TIME_TO_ACCEPT, Duration.ofMinutes(12)));
  }

  @Test
  @DisplayName("waiting for the customer overnight costs what it costs by day: nothing")
  void aPauseOvernight() {
    RequestClocks clocks =
        taken(submitted(), "2026-12-04T16:52")
            .spoken(at("2026-12-04T16:55"), ASSIGNMENT, true, null)
            .customerWrote(at("2026-12-05T11:00"), null, false);
    Spans spans = clocks.timeline().spans(SlaClock.RESOLUTION);
    assertThat(spans.used(at("2026-12-07T09:00"))).isEqualTo(Duration.ofMinutes(5));
    assertThat(due(clocks, SlaClock.RESOLUTION, 100)).isEqualTo(at("2026-12-07T16:55"));
    assertThat(spans.runsAt(at("2026-12-05T12:00"))).isFalse();
    assertThat(spans.runsAt(at("2026-12-07T09:00"))).isTrue();
  }

  @Test
  @DisplayName("a raise at night misses nothing before it opens")
  void aRaiseAtNight() {
    RequestClocks clocks = submitted().priorityRaised(at("2026-12-04T20:00"), Priority.URGENT);
    // Five minutes are used already.
    assertThat(due(clocks, SlaClock.TIME_TO_ACCEPT, 100)).isEqualTo(at("2026-12-07T09:00"));
  }

  @Test
  @DisplayName("another calendar counts as if it had held from the start")
  void retimed() {
    Instant saturday = at("2026-12-05T10:00");
    RequestClocks late = submitted(ALWAYS).due(saturday).clocks();
    assertThat(late.isBreached()).isTrue();
    RequestClocks retimed = late.inAtLeast(OFFICE);
    assertThat(retimed.plan().calendarVersion()).isEqualTo(2);
    Outcome outcome = retimed.settled(saturday);
    assertThat(outcome.clocks().isBreached()).isFalse();
    assertThat(outcome.events()).hasOnlyElementsOfType(ClockEvent.StepWithdrawn.class).hasSize(3);
    assertThat(outcome.clocks().inAtLeast(OFFICE)).isEqualTo(outcome.clocks());
    assertThat(outcome.clocks().inAtLeast(null)).isEqualTo(outcome.clocks());
  }

  @Test
  @DisplayName("a trial tells what another calendar would mean, and changes nothing")
  void tried() {
    Instant saturday = at("2026-12-05T10:00");
    RequestClocks late = submitted(ALWAYS).due(saturday).clocks();
    Retimed tried = Retimed.of(List.of(late, RequestClocks.UNKNOWN), OFFICE, saturday);
    assertThat(tried)
        .isEqualTo(
            new Retimed(
                1, new Trial.BeforeAndAfter(1, 0), new Trial.BeforeAndAfter(0, 0), 0, 1, 0, 3));
  }

  @Test
  @DisplayName("a clock says why it ran when it did")
  void aClockExplainsItself() {
    RequestClocks clocks =
        taken(submitted(), "2026-12-04T16:52")
            .spoken(at("2026-12-04T16:55"), ASSIGNMENT, true, null)
            .timedOut(at("2026-12-07T10:00"), ASSIGNMENT)
            .resolved(at("2026-12-07T11:00"), ASSIGNMENT, 1, 1);
    assertThat(Course.of(clocks, SlaClock.RESOLUTION).turnings())
        .containsExactly(
            new Course.Turning(FRIDAY, true, Course.Reason.SUBMITTED, null),
            new Course.Turning(
                at("2026-12-04T16:55"), false, Course.Reason.CUSTOMER_ASKED, ASSIGNMENT),
            new Course.Turning(at("2026-12-05T16:55"), true, Course.Reason.WAIT_OVER, null),
            new Course.Turning(at("2026-12-07T11:00"), false, Course.Reason.RESOLVED, ASSIGNMENT));
    assertThat(Course.of(clocks, SlaClock.TIME_TO_ACCEPT).turnings())
        .extracting(Course.Turning::reason)
        .containsExactly(
            Course.Reason.SUBMITTED,
            Course.Reason.TAKEN,
            Course.Reason.TAKEN_BACK,
            Course.Reason.RESOLVED);
    assertThat(Course.of(RequestClocks.UNKNOWN, SlaClock.RESOLUTION).turnings()).isEmpty();
  }
}
