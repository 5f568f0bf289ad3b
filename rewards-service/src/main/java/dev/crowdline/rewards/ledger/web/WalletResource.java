package dev.crowdline.rewards.ledger.web;

import dev.crowdline.rewards.ledger.ReadingWallets;
import dev.crowdline.rewards.ledger.ReadingYears;
import dev.crowdline.rewards.ledger.domain.Line;
import dev.crowdline.rewards.ledger.domain.Wallet;
import dev.crowdline.rewards.members.KnowingMembers;
import dev.crowdline.support.problems.Problem;
import dev.crowdline.support.problems.ProblemType;
import dev.crowdline.support.running.Time;
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
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.MediaType;
import java.time.Instant;
import java.time.format.DateTimeParseException;
import java.util.List;
import java.util.UUID;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.parameters.Parameter;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jspecify.annotations.Nullable;

/** Wallets and their statements. */
@Path("/v1/wallets")
@Produces(MediaType.APPLICATION_JSON)
@RolesAllowed(Caller.OPERATOR)
@Tag(name = "Wallets", description = "What members have, hold and owe, and why")
@RunOnVirtualThread
public class WalletResource {
  private static final String AT =
      "A time such as 2026-11-30T09:00:00Z: as it was then, by what was booked; now when absent";

  private final ReadingWallets wallets;
  private final ReadingYears years;
  private final KnowingMembers members;
  private final CurrentCaller caller;

  WalletResource(
      ReadingWallets wallets, ReadingYears years, KnowingMembers members, CurrentCaller caller) {
    this.wallets = wallets;
    this.years = years;
    this.members = members;
    this.caller = caller;
  }

  @GET
  @Path("/me")
  @RolesAllowed({Caller.CONTRIBUTOR, Caller.SPECIALIST})
  @Operation(operationId = "getMyWallet", summary = "What I have, what is held, what I owe")
  public Wallet mine(
      @Parameter(description = AT) @QueryParam("at") @Schema(format = "date-time")
          @Nullable String at) {
    Instant then = moment(at);
    Caller me = caller.get();
    return wallet(me.community(), members.memberOf(me), then);
  }

  @GET
  @Path("/me/statement")
  @RolesAllowed({Caller.CONTRIBUTOR, Caller.SPECIALIST})
  @Operation(
      operationId = "getMyStatement",
      summary =
          "How it came about: a line for each answer and redemption, the latest first, with its transfers")
  public Page<StatementLine> myStatement(
      @Parameter(description = "The next of an earlier page") @QueryParam("cursor")
          @Nullable String cursor,
      @QueryParam("limit") @DefaultValue(Limit.DEFAULT) Limit limit) {
    Caller me = caller.get();
    Cursor after = Cursor.parse(cursor);
    return page(me.community(), members.memberOf(me), after, limit);
  }

  @GET
  @Path("/{memberId}")
  @Operation(operationId = "getWallet", summary = "What a member has, what is held, what is owed")
  public Wallet of(
      @PathParam("memberId") UUID memberId,
      @Parameter(description = AT) @QueryParam("at") @Schema(format = "date-time")
          @Nullable String at) {
    return wallet(caller.get().community(), memberId, moment(at));
  }

  @GET
  @Path("/{memberId}/statement")
  @Operation(
      operationId = "getStatement",
      summary =
          "How a member's wallet came about: a line for each answer and redemption, the latest first")
  public Page<StatementLine> statement(
      @PathParam("memberId") UUID memberId,
      @Parameter(description = "The next of an earlier page") @QueryParam("cursor")
          @Nullable String cursor,
      @QueryParam("limit") @DefaultValue(Limit.DEFAULT) Limit limit) {
    return page(caller.get().community(), memberId, Cursor.parse(cursor), limit);
  }

  private Wallet wallet(String community, UUID memberId, @Nullable Instant at) {
    return at == null ? wallets.wallet(community, memberId) : years.wallet(community, memberId, at);
  }

  private static @Nullable Instant moment(@Nullable String given) {
    if (given == null || given.isEmpty()) {
      return null;
    }
    try {
      Instant at = Instant.parse(given);
      if (Time.canBeStored(at)) {
        return at;
      }
    } catch (DateTimeParseException e) {
      // falls through to the refusal
    }
    throw Problem.field(
        ProblemType.INVALID, "at", "must be a time from 1970 to 9998 such as 2026-11-30T09:00:00Z");
  }

  private Page<StatementLine> page(
      String community, UUID memberId, @Nullable Cursor after, Limit limit) {
    List<Line> lines =
        wallets.statement(community, memberId, after == null ? null : after.id(), limit.items());
    Page<Line> page = Page.of(lines, limit, WalletResource::after);
    return new Page<>(page.items().stream().map(StatementLine::of).toList(), page.next());
  }

  private static Cursor after(Line line) {
    Line.Moved first = line.moves().getFirst();
    return new Cursor(first.at(), first.transferId());
  }
}
