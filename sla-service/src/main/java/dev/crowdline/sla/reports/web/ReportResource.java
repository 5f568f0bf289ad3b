package dev.crowdline.sla.reports.web;

import dev.crowdline.sla.overview.web.Words;
import dev.crowdline.sla.reports.ShowingReports;
import dev.crowdline.sla.reports.domain.Period;
import dev.crowdline.sla.reports.domain.Report;
import dev.crowdline.sla.reports.domain.Reported;
import dev.crowdline.sla.reports.domain.ReportedFigure;
import dev.crowdline.support.problems.Problem;
import dev.crowdline.support.problems.ProblemType;
import dev.crowdline.support.security.Caller;
import dev.crowdline.support.security.CurrentCaller;
import dev.crowdline.support.web.Cursor;
import dev.crowdline.support.web.Limit;
import dev.crowdline.support.web.Page;
import io.smallrye.common.annotation.RunOnVirtualThread;
import jakarta.annotation.security.RolesAllowed;
import jakarta.ws.rs.DefaultValue;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Objects;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.media.Content;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jspecify.annotations.Nullable;

/** Reports of days and months. */
@Path("/v1/reports")
@Produces(MediaType.APPLICATION_JSON)
@RolesAllowed(Caller.OPERATOR)
@RunOnVirtualThread
@Tag(name = "Reports", description = "What a day or a month came to, by topic")
public class ReportResource {
  /** A name as topics have, or what stands for none. */
  private static final String TOPIC = "-|[\\p{L}\\p{N}][\\p{L}\\p{M}\\p{N} _.-]{0,59}";

  private final CurrentCaller caller;
  private final ShowingReports showing;
  private final InstantSource clock;

  ReportResource(CurrentCaller caller, ShowingReports showing, InstantSource clock) {
    this.caller = caller;
    this.showing = showing;
    this.clock = clock;
  }

  @GET
  @Operation(
      operationId = "getReport",
      summary = "What a day or a month came to, beside the one before",
      description =
          "Days and months are those of UTC; today when none is named. Days are kept for 400 days,"
              + " months for 60 months. As of a second ago at most.")
  public Report report(
      @QueryParam("period") @Schema(pattern = Period.FORM) @Nullable String period,
      @QueryParam("topic")
          @Schema(
              pattern = TOPIC,
              description = "Only requests of that topic; -: those of which no topic was found")
          @Nullable String topic) {
    return showing.of(caller.get().community(), period(period), topic(topic));
  }

  @GET
  @Path("/numbers.csv")
  @Produces(ReportCsv.TYPE)
  @Operation(
      operationId = "getReportCsv",
      summary = "The numbers of a day or a month as CSV",
      description = "A line of names, one for all requests, and one for each topic.")
  @APIResponse(
      responseCode = "200",
      description = "At most 102 lines",
      content =
          @Content(mediaType = ReportCsv.TYPE, schema = @Schema(implementation = String.class)))
  public Response csv(
      @QueryParam("period") @Schema(pattern = Period.FORM) @Nullable String period) {
    Report report = showing.of(caller.get().community(), period(period), null);
    return Response.ok(ReportCsv.of(report))
        .header(
            HttpHeaders.CONTENT_DISPOSITION,
            "attachment; filename=\"report-%s.csv\"".formatted(report.period()))
        .build();
  }

  @GET
  @Path("/requests")
  @Operation(
      operationId = "listReportedRequests",
      summary = "The requests behind a number of a report, in the order of time")
  public Page<Reported> requests(
      @QueryParam("period") @Schema(pattern = Period.FORM) @Nullable String period,
      @QueryParam("topic") @Schema(pattern = TOPIC) @Nullable String topic,
      @QueryParam("figure")
          @DefaultValue("submitted")
          @Schema(
              enumeration = {
                "submitted",
                "resolved_by_community",
                "resolved_by_contractor",
                "resolved_by_specialist",
                "resolved_by_article",
                "cancelled",
                "paid"
              })
          String figure,
      @QueryParam("cursor") @Nullable String cursor,
      @QueryParam("limit") @DefaultValue(Limit.DEFAULT) Limit limit) {
    Period of = period(period);
    String only = topic(topic);
    ReportedFigure counted =
        Words.of(ReportedFigure.values(), ReportedFigure::word, "figure", figure);
    List<Reported> found =
        showing.requests(
            caller.get().community(), of, counted, only, Cursor.parse(cursor), limit.items());
    return Page.of(
        found,
        limit,
        each ->
            new Cursor(
                counted == ReportedFigure.SUBMITTED
                    ? each.submittedAt()
                    : Objects.requireNonNull(each.endedAt()),
                each.requestId()));
  }

  private Period period(@Nullable String asked) {
    Instant now = clock.instant();
    if (asked == null || asked.isEmpty()) {
      return Period.of(Period.Unit.DAY, now);
    }
    Period period = Period.parse(asked);
    if (period == null) {
      throw Problem.field(
          ProblemType.INVALID,
          "period",
          "must be a day such as 2026-11-30 or a month such as 2026-11");
    }
    if (!period.isKept(now)) {
      throw Problem.field(
          ProblemType.INVALID,
          "period",
          "must have begun, and be a day of the last 400 or a month of the last 60");
    }
    return period;
  }

  private static @Nullable String topic(@Nullable String asked) {
    if (asked != null && !asked.matches(TOPIC)) {
      throw Problem.field(
          ProblemType.INVALID, "topic", "must be the name of a topic, or - for what has none");
    }
    return asked;
  }
}
