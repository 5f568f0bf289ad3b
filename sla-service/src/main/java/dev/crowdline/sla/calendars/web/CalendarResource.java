package dev.crowdline.sla.calendars.web;

import dev.crowdline.sla.calendars.ChangingCalendars;
import dev.crowdline.sla.calendars.sources.ReadingICal;
import dev.crowdline.sla.clocks.ReplanningClocks;
import dev.crowdline.sla.clocks.domain.Retimed;
import dev.crowdline.sla.policies.domain.Application;
import dev.crowdline.support.acts.Act;
import dev.crowdline.support.security.Caller;
import dev.crowdline.support.security.CurrentCaller;
import dev.crowdline.support.web.IfMatch;
import dev.crowdline.support.web.Limit;
import dev.crowdline.support.web.Opaque;
import dev.crowdline.support.web.Page;
import io.smallrye.common.annotation.RunOnVirtualThread;
import jakarta.annotation.security.RolesAllowed;
import jakarta.validation.Valid;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Size;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.DefaultValue;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.HeaderParam;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.PUT;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.MediaType;
import java.time.Instant;
import java.time.InstantSource;
import java.time.LocalDate;
import java.util.List;
import java.util.Objects;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jboss.resteasy.reactive.RestResponse;
import org.jboss.resteasy.reactive.RestResponse.ResponseBuilder;
import org.jspecify.annotations.Nullable;

/** When a community works, in versions. Its requests' targets and steps count in that time. */
@Path("/v1/calendars/default")
@Consumes(MediaType.APPLICATION_JSON)
@Produces(MediaType.APPLICATION_JSON)
@RolesAllowed(Caller.OPERATOR)
@RunOnVirtualThread
@Tag(name = "Calendars", description = "Working hours, holidays and exceptions, in versions")
public class CalendarResource {
  private static final int DAYS_OF_A_YEAR = 366;

  private final CurrentCaller caller;
  private final ChangingCalendars changing;
  private final ReadingICal reading;
  private final InstantSource clock;

  CalendarResource(
      CurrentCaller caller, ChangingCalendars changing, ReadingICal reading, InstantSource clock) {
    this.caller = caller;
    this.changing = changing;
    this.reading = reading;
    this.clock = clock;
  }

  /**
   * The calendar that counts.
   *
   * @param version a change names it in If-Match
   * @param since when it was made; null as long as nobody made one, so that all time counts
   * @param holidays the closed ones of a year from today on
   * @param holidaysDiffer whether its region's holidays are known otherwise by now; saving it again
   *     takes them over
   */
  @Schema(name = "CalendarInForce")
  public record CalendarInForce(
      int version,
      @Nullable Instant since,
      CalendarBody calendar,
      List<Holiday> holidays,
      boolean holidaysDiffer) {}

  /** A holiday. */
  public record Holiday(LocalDate date, String name) {}

  /**
   * A calendar that somebody would have. It counts for what runs as well, as if it had held from
   * the start.
   *
   * @param note why, for those who look later
   */
  public record CalendarChange(
      @NotNull @Valid CalendarBody calendar, @Nullable @Size(max = 500) String note) {}

  /** A calendar to try. */
  public record CalendarTrial(@NotNull @Valid CalendarBody calendar) {}

  /**
   * What a calendar would mean at once.
   *
   * @param running how many requests are not finished
   * @param effect what it would mean for those that were examined, the oldest; all, unless there
   *     are more than 2,000
   */
  public record CalendarTrialResult(int running, Retimed effect) {}

  /**
   * A file to read.
   *
   * @param ical its text, an iCalendar of RFC 5545
   */
  public record CalendarFile(@NotNull @Size(min = 1, max = 200_000) String ical) {}

  /**
   * What a file says. Nothing is changed: who wants it sends it with the calendar.
   *
   * @param exceptions closed days from last year on
   * @param leftOut events that close no day, and why
   */
  public record CalendarFileRead(
      List<CalendarBody.GivenException> exceptions, List<ReadingICal.LeftOut> leftOut) {}

  /** Who made a version. */
  public record MadeBy(String name) {}

  /**
   * How far a version has come to what ran when it was made.
   *
   * @param requests how many are timed by it so far
   * @param finishedAt null while it goes on
   */
  public record RetimedRequests(int requests, @Nullable Instant finishedAt) {}

  /** A version. */
  public record CalendarVersionMade(
      int version,
      Instant since,
      @Nullable MadeBy by,
      @Nullable String note,
      @Nullable RetimedRequests retimed,
      CalendarBody calendar) {
    static CalendarVersionMade of(ChangingCalendars.Made made) {
      Act by = made.by();
      Application retimed = made.retimed();
      return new CalendarVersionMade(
          made.version().key().version(),
          made.version().since(),
          by == null ? null : new MadeBy(by.name()),
          made.note(),
          retimed == null ? null : new RetimedRequests(retimed.changed(), retimed.finishedAt()),
          CalendarBody.of(made.version().calendar()));
    }
  }

  @GET
  @Operation(
      operationId = "getCalendar",
      summary = "Working hours, holidays and exceptions, with the ETag of an edit")
  public RestResponse<CalendarInForce> get() {
    return shown(changing.current(caller.get().community()));
  }

  private RestResponse<CalendarInForce> shown(ChangingCalendars.Current current) {
    LocalDate today = LocalDate.ofInstant(clock.instant(), current.calendar().zone());
    CalendarInForce inForce =
        new CalendarInForce(
            current.version(),
            current.since(),
            CalendarBody.of(current.calendar()),
            current
                .calendar()
                .holidays()
                .subMap(today, today.plusDays(DAYS_OF_A_YEAR))
                .entrySet()
                .stream()
                .map(each -> new Holiday(each.getKey(), each.getValue()))
                .toList(),
            current.holidaysDiffer());
    return ResponseBuilder.ok(inForce).tag(IfMatch.tag(current.version())).build();
  }

  @PUT
  @Operation(
      operationId = "putCalendar",
      summary = "Make other working hours count, for new requests and for those that run")
  public RestResponse<CalendarInForce> put(
      @HeaderParam(IfMatch.HEADER) @Nullable String ifMatch, @NotNull @Valid CalendarChange body) {
    return shown(
        changing.change(
            caller.get(),
            body.calendar().toDraft(),
            Objects.requireNonNullElse(body.note(), ""),
            ifMatch));
  }

  @GET
  @Path("/versions")
  @Operation(
      operationId = "listCalendarVersions",
      summary = "All versions that were made, the latest first: who made each, when and why")
  public Page<CalendarVersionMade> versions(
      @QueryParam("cursor") @Nullable String cursor,
      @QueryParam("limit") @DefaultValue(Limit.DEFAULT) Limit limit) {
    Integer before = Opaque.cursor(cursor, 1, parts -> Integer.valueOf(parts[0]), Opaque::written);
    List<CalendarVersionMade> found =
        changing
            .history(
                caller.get().community(),
                before == null ? Integer.MAX_VALUE : before,
                limit.items() + 1)
            .stream()
            .map(CalendarVersionMade::of)
            .toList();
    return found.size() <= limit.items()
        ? new Page<>(found, null)
        : new Page<>(
            found.subList(0, limit.items()),
            Opaque.written(found.get(limit.items() - 1).version()));
  }

  @POST
  @Path("/trials")
  @Operation(
      operationId = "tryCalendar",
      summary = "What a calendar would mean at once for the requests that run; nothing is changed")
  public CalendarTrialResult tryOut(@NotNull @Valid CalendarTrial body) {
    ReplanningClocks.RetimingTried tried =
        changing.tryOut(caller.get().community(), body.calendar().toDraft());
    return new CalendarTrialResult(tried.running(), tried.retimed());
  }

  @POST
  @Path("/files")
  @Operation(
      operationId = "readCalendarFile",
      summary = "The closed days of an iCalendar file; nothing is changed")
  public CalendarFileRead readFile(@NotNull @Valid CalendarFile body) {
    ReadingICal.Read read = reading.read(body.ical());
    return new CalendarFileRead(
        read.closed().entrySet().stream()
            .map(day ->
                new CalendarBody.GivenException(day.getKey().toString(), List.of(), day.getValue()))
            .toList(),
        read.leftOut());
  }
}
