package dev.crowdline.rewards.pieces.web;

import dev.crowdline.contracts.Price;
import dev.crowdline.rewards.members.KnowingMembers;
import dev.crowdline.rewards.pieces.ReadingPieces;
import dev.crowdline.rewards.pieces.domain.Entry;
import dev.crowdline.rewards.pieces.domain.MonthTotal;
import dev.crowdline.rewards.pieces.domain.Waiting;
import dev.crowdline.support.problems.Problem;
import dev.crowdline.support.problems.ProblemType;
import dev.crowdline.support.security.Caller;
import dev.crowdline.support.security.CurrentCaller;
import dev.crowdline.support.tenancy.Communities;
import dev.crowdline.support.web.Cursor;
import dev.crowdline.support.web.Limit;
import dev.crowdline.support.web.Page;
import io.smallrye.common.annotation.RunOnVirtualThread;
import jakarta.annotation.security.RolesAllowed;
import jakarta.ws.rs.DefaultValue;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.InstantSource;
import java.time.YearMonth;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.function.Supplier;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.media.Content;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jspecify.annotations.Nullable;

/** What contractors are paid for. Months are those of UTC. */
@Path("/v1/pieces")
@Produces(MediaType.APPLICATION_JSON)
@RolesAllowed(Caller.OPERATOR)
@Tag(name = "Pieces", description = "What contractors completed, and what of it is to be paid")
@RunOnVirtualThread
public class PieceResource {
  private static final String MONTH = "[0-9]{4}-(0[1-9]|1[0-2])";

  private final ReadingPieces pieces;
  private final KnowingMembers members;
  private final Communities communities;
  private final CurrentCaller caller;
  private final InstantSource clock;

  PieceResource(
      ReadingPieces pieces,
      KnowingMembers members,
      Communities communities,
      CurrentCaller caller,
      InstantSource clock) {
    this.pieces = pieces;
    this.members = members;
    this.communities = communities;
    this.caller = caller;
    this.clock = clock;
  }

  /**
   * A line of a statement.
   *
   * @param kind CONFIRMED and REINSTATED are to be paid, REFUSED pays nothing, WITHDRAWN takes off
   *     what an earlier line paid
   * @param cents hundredths of the currency; less than none when withdrawn
   * @param at when it was stated, which decides its month
   */
  public record PieceLine(
      UUID assignmentId,
      UUID requestId,
      Entry.Kind kind,
      long cents,
      String currency,
      Instant completedAt,
      Instant at) {
    static PieceLine of(Entry entry) {
      return new PieceLine(
          entry.piece().assignmentId(),
          entry.piece().requestId(),
          entry.kind(),
          entry.cents(),
          entry.piece().currency(),
          entry.piece().completedAt(),
          entry.at());
    }
  }

  /** What a month comes to in one currency. */
  public record Month(
      @Schema(pattern = MONTH) String month, String currency, int pieces, long cents) {
    static Month of(MonthTotal total) {
      return new Month(total.month().toString(), total.currency(), total.pieces(), total.cents());
    }
  }

  /**
   * What one is paid for, in short.
   *
   * @param price of a piece that is taken now
   * @param waiting completed, and without a verdict yet
   * @param months the latest first; one that is over does not change any more
   */
  public record Summary(Price price, List<Waiting> waiting, List<Month> months) {}

  @GET
  @Path("/me")
  @RolesAllowed(Caller.SPECIALIST)
  @Operation(
      operationId = "getMyPieces",
      summary = "The price of a piece, what waits for its verdict, and what each month comes to")
  public Summary mine() {
    return summary(me());
  }

  @GET
  @Path("/me/statement")
  @RolesAllowed(Caller.SPECIALIST)
  @Operation(operationId = "getMyPieceStatement", summary = "The lines of a month, in their order")
  public Page<PieceLine> myStatement(
      @QueryParam("month") @Schema(pattern = MONTH) @Nullable String month,
      @QueryParam("cursor") @Nullable String cursor,
      @QueryParam("limit") @DefaultValue(Limit.DEFAULT) Limit limit) {
    return page(this::me, month, cursor, limit);
  }

  @GET
  @Path("/me/statement.csv")
  @Produces(PieceCsv.TYPE)
  @RolesAllowed(Caller.SPECIALIST)
  @Operation(operationId = "getMyPieceCsv", summary = "A whole month as CSV, for an invoice")
  @APIResponse(
      responseCode = "200",
      description = "A line of names, then one for each line of the statement",
      content =
          @Content(mediaType = PieceCsv.TYPE, schema = @Schema(implementation = String.class)))
  public Response myCsv(@QueryParam("month") @Schema(pattern = MONTH) @Nullable String month) {
    return csv(this::me, month);
  }

  @GET
  @Path("/{memberId}")
  @Operation(
      operationId = "getPieces",
      summary = "What of a member's pieces waits for its verdict, and what each month comes to")
  public Summary of(@PathParam("memberId") UUID memberId) {
    return summary(known(memberId));
  }

  @GET
  @Path("/{memberId}/statement")
  @Operation(
      operationId = "getPieceStatement",
      summary = "The lines of a member's month, in their order")
  public Page<PieceLine> statement(
      @PathParam("memberId") UUID memberId,
      @QueryParam("month") @Schema(pattern = MONTH) @Nullable String month,
      @QueryParam("cursor") @Nullable String cursor,
      @QueryParam("limit") @DefaultValue(Limit.DEFAULT) Limit limit) {
    return page(() -> known(memberId), month, cursor, limit);
  }

  @GET
  @Path("/{memberId}/statement.csv")
  @Produces(PieceCsv.TYPE)
  @Operation(operationId = "getPieceCsv", summary = "A member's whole month as CSV")
  @APIResponse(
      responseCode = "200",
      description = "A line of names, then one for each line of the statement",
      content =
          @Content(mediaType = PieceCsv.TYPE, schema = @Schema(implementation = String.class)))
  public Response csvOf(
      @PathParam("memberId") UUID memberId,
      @QueryParam("month") @Schema(pattern = MONTH) @Nullable String month) {
    return csv(() -> known(memberId), month);
  }

  private record Contractor(String community, UUID memberId) {}

  private Contractor me() {
    Caller me = caller.get();
    return new Contractor(me.community(), members.memberOf(me));
  }

  /** A member whom the caller's community has. */
  private Contractor known(UUID memberId) {
    String community = caller.get().community();
    members.mustBeOf(community, memberId);
    return new Contractor(community, memberId);
  }

  private Summary summary(Contractor of) {
    return new Summary(
        Price.of(communities.policyOf(of.community())),
        pieces.waiting(of.community(), of.memberId()),
        pieces.months(of.community(), of.memberId()).stream().map(Month::of).toList());
  }

  /** What is asked is read before it is looked for whose it is. */
  private Page<PieceLine> page(
      Supplier<Contractor> whose, @Nullable String month, @Nullable String cursor, Limit limit) {
    YearMonth in = month(month);
    Cursor after = Cursor.parse(cursor);
    Contractor of = whose.get();
    List<Entry> found = pieces.entries(of.community(), of.memberId(), in, after, limit.items());
    Page<Entry> page = Page.of(found, limit, e -> new Cursor(e.at(), e.id()));
    return new Page<>(page.items().stream().map(PieceLine::of).toList(), page.next());
  }

  private Response csv(Supplier<Contractor> whose, @Nullable String month) {
    YearMonth in = month(month);
    Contractor of = whose.get();
    List<Entry> all = new ArrayList<>();
    Cursor after = null;
    List<Entry> step;
    do {
      step = pieces.entries(of.community(), of.memberId(), in, after, PieceCsv.STEP);
      List<Entry> taken = step.subList(0, Math.min(step.size(), PieceCsv.STEP));
      all.addAll(taken);
      after = taken.isEmpty() ? null : new Cursor(taken.getLast().at(), taken.getLast().id());
    } while (step.size() > PieceCsv.STEP && all.size() < PieceCsv.MOST);
    return Response.ok(PieceCsv.of(all))
        .header(
            HttpHeaders.CONTENT_DISPOSITION, "attachment; filename=\"pieces-%s.csv\"".formatted(in))
        .build();
  }

  private YearMonth month(@Nullable String given) {
    if (given == null || given.isEmpty()) {
      return YearMonth.from(clock.instant().atZone(ZoneOffset.UTC));
    }
    try {
      if (given.matches(MONTH)) {
        return YearMonth.parse(given);
      }
    } catch (DateTimeException e) {
      // falls through to the refusal
    }
    throw Problem.field(ProblemType.INVALID, "month", "must be a month such as 2026-11");
  }
}
