package dev.crowdline.sla.calendars.web;

import dev.crowdline.sla.calendars.domain.Calendar;
import dev.crowdline.sla.calendars.domain.Draft;
import dev.crowdline.sla.calendars.domain.Hours;
import dev.crowdline.sla.calendars.domain.Period;
import dev.crowdline.sla.calendars.domain.Region;
import jakarta.validation.Valid;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Pattern;
import jakarta.validation.constraints.Size;
import java.time.DayOfWeek;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.jspecify.annotations.Nullable;

/**
 * A calendar as an operator sends and gets it.
 *
 * @param zone of the IANA time zone database, whose clocks the times are on
 * @param holidays whose holidays are closed; null for none
 * @param exceptions dates with hours of their own, whatever week and holidays say
 */
@Schema(name = "GivenCalendar")
public record CalendarBody(
    @NotNull @Size(min = 1, max = 60) String zone,
    @NotNull @Valid GivenWeek week,
    @Nullable @Valid GivenRegion holidays,
    @NotNull @Size(max = 500) List<@NotNull @Valid GivenException> exceptions) {
  private static final int HOUR = 60;

  /**
   * A stretch of a day, its end not included.
   *
   * @param to 24:00 is the end of the day
   */
  public record GivenPeriod(
      @NotNull @Pattern(regexp = "([01][0-9]|2[0-3]):[0-5][0-9]") String from,
      @NotNull @Pattern(regexp = "([01][0-9]|2[0-3]):[0-5][0-9]|24:00") String to) {
    static GivenPeriod of(Period period) {
      return new GivenPeriod(text(period.from()), text(period.to()));
    }

    Period toPeriod() {
      return new Period(minutes(from), minutes(to));
    }

    private static int minutes(String time) {
      return Integer.parseInt(time.substring(0, 2)) * HOUR + Integer.parseInt(time.substring(3));
    }

    private static String text(int minutes) {
      return String.format(Locale.ROOT, "%02d:%02d", minutes / HOUR, minutes % HOUR);
    }
  }

  /** The periods of each day, in their order, none over another; a day without any is closed. */
  public record GivenWeek(
      @NotNull @Size(max = 12) List<@NotNull @Valid GivenPeriod> MONDAY,
      @NotNull @Size(max = 12) List<@NotNull @Valid GivenPeriod> TUESDAY,
      @NotNull @Size(max = 12) List<@NotNull @Valid GivenPeriod> WEDNESDAY,
      @NotNull @Size(max = 12) List<@NotNull @Valid GivenPeriod> THURSDAY,
      @NotNull @Size(max = 12) List<@NotNull @Valid GivenPeriod> FRIDAY,
      @NotNull @Size(max = 12) List<@NotNull @Valid GivenPeriod> SATURDAY,
      @NotNull @Size(max = 12) List<@NotNull @Valid GivenPeriod> SUNDAY) {
    static GivenWeek of(Calendar calendar) {
      return new GivenWeek(
          periods(calendar.week().on(DayOfWeek.MONDAY)),
          periods(calendar.week().on(DayOfWeek.TUESDAY)),
          periods(calendar.week().on(DayOfWeek.WEDNESDAY)),
          periods(calendar.week().on(DayOfWeek.THURSDAY)),
          periods(calendar.week().on(DayOfWeek.FRIDAY)),
          periods(calendar.week().on(DayOfWeek.SATURDAY)),
          periods(calendar.week().on(DayOfWeek.SUNDAY)));
    }

    Map<DayOfWeek, List<Period>> toWeek() {
      return Map.of(
          DayOfWeek.MONDAY, toPeriods(MONDAY),
          DayOfWeek.TUESDAY, toPeriods(TUESDAY),
          DayOfWeek.WEDNESDAY, toPeriods(WEDNESDAY),
          DayOfWeek.THURSDAY, toPeriods(THURSDAY),
          DayOfWeek.FRIDAY, toPeriods(FRIDAY),
          DayOfWeek.SATURDAY, toPeriods(SATURDAY),
          DayOfWeek.SUNDAY, toPeriods(SUNDAY));
    }
  }

  /**
   * Where holidays are kept.
   *
   * @param country of ISO 3166
   * @param region as {@code GET /v1/holidays/regions} names it; null for what all of the country
   *     keeps
   */
  public record GivenRegion(
      @NotNull @Pattern(regexp = "[A-Z]{2}") String country,
      @Nullable @Size(min = 1, max = 60) String region) {
    static GivenRegion of(Region region) {
      return new GivenRegion(region.country(), region.region());
    }

    Region toRegion() {
      return new Region(country, region);
    }
  }

  /**
   * A date with hours of its own.
   *
   * @param periods none when it is closed
   */
  public record GivenException(
      @NotNull @Pattern(regexp = "[0-9]{4}-[0-9]{2}-[0-9]{2}") String date,
      @NotNull @Size(max = 12) List<@NotNull @Valid GivenPeriod> periods,
      @Nullable @Size(max = 80) String label) {
    Draft.Day toDay() {
      return new Draft.Day(date, toPeriods(periods), Objects.requireNonNullElse(label, ""));
    }
  }

  private static List<GivenPeriod> periods(Hours hours) {
    return hours.periods().stream().map(GivenPeriod::of).toList();
  }

  private static List<Period> toPeriods(List<GivenPeriod> given) {
    return given.stream().map(GivenPeriod::toPeriod).toList();
  }

  static CalendarBody of(Calendar calendar) {
    Region region = calendar.region();
    return new CalendarBody(
        calendar.zone().getId(),
        GivenWeek.of(calendar),
        region == null ? null : GivenRegion.of(region),
        calendar.exceptions().stream()
            .map(
                day -> new GivenException(day.date().toString(), periods(day.hours()), day.label()))
            .toList());
  }

  Draft toDraft() {
    return new Draft(
        zone,
        week.toWeek(),
        holidays == null ? null : holidays.toRegion(),
        exceptions.stream().map(GivenException::toDay).toList());
  }
}
