package dev.crowdline.sla.whatif.web;

import dev.crowdline.contracts.Policy;
import dev.crowdline.contracts.SlaClock;
import dev.crowdline.contracts.Tier;
import dev.crowdline.sla.policies.web.PolicyBody;
import dev.crowdline.sla.whatif.AskingWhatIfs;
import dev.crowdline.sla.whatif.domain.Crowd;
import dev.crowdline.sla.whatif.domain.Figures;
import dev.crowdline.sla.whatif.domain.Inquiry;
import dev.crowdline.sla.whatif.domain.Question;
import dev.crowdline.sla.whatif.domain.TicketSheet;
import dev.crowdline.sla.whatif.domain.WhatIf;
import dev.crowdline.support.idempotency.Idempotency;
import dev.crowdline.support.problems.Problem;
import dev.crowdline.support.problems.ProblemType;
import dev.crowdline.support.security.Caller;
import dev.crowdline.support.security.CurrentCaller;
import dev.crowdline.support.web.Cursor;
import dev.crowdline.support.web.Limit;
import dev.crowdline.support.web.Page;
import io.smallrye.common.annotation.RunOnVirtualThread;
import jakarta.annotation.security.RolesAllowed;
import jakarta.validation.Valid;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Size;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.DefaultValue;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.HeaderParam;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.MediaType;
import java.net.URI;
import java.time.Instant;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.UUID;
import java.util.stream.Stream;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jboss.resteasy.reactive.RestResponse;
import org.jboss.resteasy.reactive.RestResponse.ResponseBuilder;
import org.jspecify.annotations.Nullable;

/** What a period would have come to under another policy. */
@Path("/v1/what-ifs")
@Consumes(MediaType.APPLICATION_JSON)
@Produces(MediaType.APPLICATION_JSON)
@RolesAllowed(Caller.OPERATOR)
@RunOnVirtualThread
@Tag(name = "What-if", description = "A policy tried on a period that is over, or on one supposed")
public class WhatIfResource {
  private final CurrentCaller caller;
  private final AskingWhatIfs asking;

  WhatIfResource(CurrentCaller caller, AskingWhatIfs asking) {
    this.caller = caller;
    this.asking = asking;
  }

  /**
   * A question. Of {@code recorded}, {@code generated} and {@code tickets} one is there.
   *
   * @param note why, for those who look later
   */
  public record WhatIfQuestion(
      @NotNull @Valid PolicyBody policy,
      @Nullable @Size(max = 500) String note,
      @Nullable @Valid RecordedPeriod recorded,
      @Nullable @Valid GeneratedDay generated,
      @Nullable @Valid TicketList tickets) {
    Question toQuestion() {
      List<Question.Source> sources =
          Stream.of(
                  recorded == null ? null : new Question.Recorded(recorded.from(), recorded.to()),
                  generated == null ? null : generated.toSource(),
                  tickets == null ? null : tickets.toSource())
              .<Question.Source>mapMulti((source, taken) -> {
                if (source != null) {
                  taken.accept(source);
                }
              })
              .toList();
      if (sources.size() != 1) {
        throw Problem.field(
            ProblemType.NOT_ALLOWED_HERE,
            "recorded",
            "give one of recorded, generated and tickets, and no two of them");
      }
      return new Question(
          policy.toPolicy(), Objects.requireNonNullElse(note, ""), sources.getFirst());
    }
  }

  /** A period as it was: within the last fourteen days, and seven days long at most. */
  public record RecordedPeriod(@NotNull Instant from, @NotNull Instant to) {}

  /**
   * A day that nobody has seen.
   *
   * @param requests how many are asked
   */
  public record GeneratedDay(
      @NotNull @Min(1) @Max(20_000) Integer requests, @NotNull @Valid SupposedCrowd crowd) {
    Question.Source toSource() {
      return new Question.Generated(requests, crowd.toCrowd());
    }
  }

  /**
   * Tickets of another system.
   *
   * @param csv comma-separated values; the first line names submitted-at, and if it likes priority,
   *     channel, topic and language
   */
  public record TicketList(
      @NotNull @Size(min = 1, max = 250_000) String csv, @NotNull @Valid SupposedCrowd crowd) {
    Question.Source toSource() {
      TicketSheet sheet = TicketSheet.of(csv);
      List<Problem.FieldError> faults =
          sheet.faults().stream()
              .map(fault ->
                  new Problem.FieldError(
                      "tickets.csv", "line " + fault.line() + ": " + fault.reason(), null))
              .toList();
      if (!faults.isEmpty()) {
        throw Problem.fields(ProblemType.NOT_ALLOWED_HERE, faults);
      }
      if (sheet.tickets().isEmpty()) {
        throw Problem.field(
            ProblemType.NOT_ALLOWED_HERE, "tickets.csv", "there is no ticket in it");
      }
      return new Question.Tickets(sheet.tickets(), crowd.toCrowd());
    }
  }

  /**
   * People as they are supposed to be; each knows what is needed.
   *
   * @param onlinePercent what share of the members is there at any time
   * @param acceptPercent what share of offers is accepted, if nobody is faster
   * @param acceptSeconds how long half of those take at most
   * @param workSeconds how long half of the answers take at most
   * @param helpfulPercent what share of answers helps
   */
  public record SupposedCrowd(
      @NotNull @Min(0) @Max(5_000) Integer members,
      @NotNull @Min(0) @Max(1_000) Integer specialists,
      @NotNull @Min(1) @Max(100) Integer onlinePercent,
      @NotNull @Min(0) @Max(100) Integer acceptPercent,
      @NotNull @Min(1) @Max(86_400) Integer acceptSeconds,
      @NotNull @Min(1) @Max(864_000) Integer workSeconds,
      @NotNull @Min(0) @Max(100) Integer helpfulPercent) {
    Crowd toCrowd() {
      return new Crowd(
          members,
          specialists,
          onlinePercent,
          acceptPercent,
          acceptSeconds,
          workSeconds,
          helpfulPercent);
    }
  }

  /**
   * A question, and what came of it.
   *
   * @param kind where its requests come from
   * @param from of a recorded period
   * @param requests how many are asked, where they are not recorded
   * @param percent how much is done
   * @param reason why it failed
   * @param policy that is tried; absent in lists
   * @param crowd as it is supposed to be; absent in lists, and where people are recorded
   * @param result absent in lists, and until it is done
   */
  @Schema(name = "WhatIf")
  public record WhatIfView(
      UUID id,
      Instant askedAt,
      String askedBy,
      @Nullable String note,
      Inquiry.Kind kind,
      @Nullable Instant from,
      @Nullable Instant to,
      @Nullable Integer requests,
      Inquiry.State state,
      int percent,
      @Nullable String reason,
      @Nullable Instant finishedAt,
      @Nullable Policy policy,
      @Nullable Crowd crowd,
      @Nullable WhatIfResult result) {
    static WhatIfView whole(Inquiry inquiry) {
      WhatIf result = inquiry.result();
      return of(
          inquiry.listed(),
          inquiry.question().policy(),
          switch (inquiry.question().source()) {
            case Question.Recorded period -> null;
            case Question.Generated day -> day.crowd();
            case Question.Tickets sheet -> sheet.crowd();
          },
          result == null ? null : WhatIfResult.of(result));
    }

    static WhatIfView listed(Inquiry.Listed listed) {
      return of(listed, null, null, null);
    }

    private static WhatIfView of(
        Inquiry.Listed listed,
        @Nullable Policy policy,
        @Nullable Crowd crowd,
        @Nullable WhatIfResult result) {
      return new WhatIfView(
          listed.id(),
          listed.askedAt(),
          listed.askedBy(),
          listed.note().isEmpty() ? null : listed.note(),
          listed.kind(),
          listed.from(),
          listed.to(),
          listed.requests(),
          listed.state(),
          listed.percent(),
          listed.reason(),
          listed.finishedAt(),
          policy,
          crowd,
          result);
    }
  }

  /**
   * What it came to. A policy's effect is the difference between the replays with and without it.
   *
   * @param recorded as it was; absent where people were supposed
   * @param unchanged replays under the policy that was in force, each with lots of its own
   * @param tried replays under the policy that is tried, with the same lots
   * @param near whether replays without a change come near to what was: every share within two
   *     points, and the median wait within a tenth; absent where nothing was recorded
   */
  public record WhatIfResult(
      @Nullable PeriodFigures recorded,
      List<PeriodFigures> unchanged,
      List<PeriodFigures> tried,
      @Nullable Boolean near) {
    static WhatIfResult of(WhatIf result) {
      return new WhatIfResult(
          result.recorded() == null ? null : PeriodFigures.of(result.recorded()),
          result.unchanged().stream().map(PeriodFigures::of).toList(),
          result.tried().stream().map(PeriodFigures::of).toList(),
          result.comesNear());
    }
  }

  /**
   * What a period came to.
   *
   * @param targets by clock, how many met and missed it; what still ran is in neither
   * @param takenMedianMillis from submission until somebody took it
   * @param answeredMedianMillis from submission to the first answer
   * @param answeredBy by tier of who gave the last answer
   * @param steps escalation steps that were raised
   * @param exhausted requests that waited when no step was left
   * @param cents what confirmed answers cost: points, contractors, and staff for specialists'
   */
  public record PeriodFigures(
      int requests,
      Map<SlaClock, Attainment> targets,
      @Nullable Long takenMedianMillis,
      @Nullable Long takenNinetiethMillis,
      @Nullable Long answeredMedianMillis,
      @Nullable Long answeredNinetiethMillis,
      Map<Tier, Integer> answeredBy,
      int unanswered,
      int offers,
      int steps,
      int exhausted,
      long cents) {
    static PeriodFigures of(Figures figures) {
      Map<SlaClock, Attainment> targets = new EnumMap<>(SlaClock.class);
      figures
          .clocks()
          .forEach((clock, of) ->
              targets.put(clock, new Attainment(of.met(), of.missed(), of.percent())));
      return new PeriodFigures(
          figures.requests(),
          targets,
          figures.taken().medianMillis(),
          figures.taken().ninetiethMillis(),
          figures.answered().medianMillis(),
          figures.answered().ninetiethMillis(),
          figures.answeredBy(),
          figures.unanswered(),
          figures.offers(),
          figures.steps(),
          figures.exhausted(),
          figures.cents());
    }
  }

  /** How many met a target and missed it, and the share that met it; absent of none. */
  public record Attainment(int met, int missed, @Nullable Double percent) {}

  @POST
  @Operation(
      operationId = "askWhatIf",
      summary = "Ask what a period would have come to under a policy",
      description =
          "It is answered in its turn, in seconds or minutes; read it again until it is DONE or"
              + " FAILED. Nothing that runs is touched, and nothing is put in force.")
  @APIResponse(responseCode = "201", description = "It will be answered")
  public RestResponse<WhatIfView> ask(
      @HeaderParam(Idempotency.HEADER) @Nullable String key, @NotNull @Valid WhatIfQuestion body) {
    Inquiry asked = asking.ask(caller.get(), body.toQuestion(), key);
    return ResponseBuilder.<WhatIfView>created(URI.create("/v1/what-ifs/" + asked.id()))
        .entity(WhatIfView.whole(asked))
        .build();
  }

  @GET
  @Operation(
      operationId = "listWhatIfs",
      summary = "What was asked, the latest first; a community keeps its last fifty")
  public Page<WhatIfView> list(
      @QueryParam("cursor") @Nullable String cursor,
      @QueryParam("limit") @DefaultValue(Limit.DEFAULT) Limit limit) {
    Page<Inquiry.Listed> found = asking.list(caller.get().community(), Cursor.parse(cursor), limit);
    return new Page<>(found.items().stream().map(WhatIfView::listed).toList(), found.next());
  }

  @GET
  @Path("/{id}")
  @Operation(operationId = "getWhatIf", summary = "What was asked, and what came of it")
  public WhatIfView get(@PathParam("id") UUID id) {
    return WhatIfView.whole(asking.find(caller.get().community(), id));
  }
}
