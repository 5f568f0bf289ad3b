package dev.crowdline.rewards.ledger.web;

import dev.crowdline.rewards.ledger.ReadingWallets;
import dev.crowdline.rewards.ledger.domain.Line;
import dev.crowdline.rewards.ledger.domain.Wallet;
import dev.crowdline.rewards.members.KnowingMembers;
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
import java.util.List;
import java.util.UUID;
import org.eclipse.microprofile.openapi.annotations.Operation;
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
  private final ReadingWallets wallets;
  private final KnowingMembers members;
  private final CurrentCaller caller;

  WalletResource(ReadingWallets wallets, KnowingMembers members, CurrentCaller caller) {
    this.wallets = wallets;
    this.members = members;
    this.caller = caller;
  }

  @GET
  @Path("/me")
  @RolesAllowed({Caller.CONTRIBUTOR, Caller.SPECIALIST})
  @Operation(operationId = "getMyWallet", summary = "What I have, what is held, what I owe")
  public Wallet mine() {
    Caller me = caller.get();
    return wallets.wallet(me.community(), members.memberOf(me));
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
  public Wallet of(@PathParam("memberId") UUID memberId) {
    return wallets.wallet(caller.get().community(), memberId);
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
