package dev.crowdline.rewards.ledger.web;

import dev.crowdline.rewards.ledger.ReadingWallets;
import dev.crowdline.rewards.ledger.domain.Wallet;
import dev.crowdline.rewards.ledger.persistence.WalletRows.Line;
import dev.crowdline.rewards.members.KnowingMembers;
import dev.crowdline.support.problems.Problem;
import dev.crowdline.support.problems.ProblemType;
import dev.crowdline.support.security.Caller;
import dev.crowdline.support.security.CurrentCaller;
import dev.crowdline.support.web.Cursor;
import dev.crowdline.support.web.Page;
import io.smallrye.common.annotation.RunOnVirtualThread;
import jakarta.annotation.security.RolesAllowed;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.QueryParam;
import java.util.List;
import java.util.UUID;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.enums.SchemaType;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.parameters.Parameter;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jspecify.annotations.Nullable;

/** Wallets and their statements. */
@Path("/v1/wallets")
@RolesAllowed(Caller.OPERATOR)
@Tag(name = "Wallets")
@RunOnVirtualThread
public class WalletsResource {
  private final ReadingWallets wallets;
  private final KnowingMembers members;
  private final CurrentCaller caller;

  WalletsResource(ReadingWallets wallets, KnowingMembers members, CurrentCaller caller) {
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
      summary = "How it came about: every transfer, the latest first, with one sentence each")
  public Page<StatementLine> myStatement(
      @Parameter(description = "The next of an earlier page") @QueryParam("cursor")
          @Nullable String cursor,
      @Parameter(
              description = "1 to 200",
              schema =
                  @Schema(
                      type = SchemaType.INTEGER,
                      minimum = "1",
                      maximum = "200",
                      defaultValue = "50"))
          @QueryParam("limit")
          @Nullable String limit) {
    Caller me = caller.get();
    return page(me.community(), members.memberOf(me), cursor, limit);
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
      summary = "How a member's wallet came about, the latest transfer first")
  public Page<StatementLine> statement(
      @PathParam("memberId") UUID memberId,
      @Parameter(description = "The next of an earlier page") @QueryParam("cursor")
          @Nullable String cursor,
      @Parameter(
              description = "1 to 200",
              schema =
                  @Schema(
                      type = SchemaType.INTEGER,
                      minimum = "1",
                      maximum = "200",
                      defaultValue = "50"))
          @QueryParam("limit")
          @Nullable String limit) {
    return page(caller.get().community(), memberId, cursor, limit);
  }

  private Page<StatementLine> page(
      String community, UUID memberId, @Nullable String cursor, @Nullable String limit) {
    Cursor after = Cursor.parse(cursor);
    int most = limit(limit);
    List<Line> lines =
        wallets.statement(community, memberId, after == null ? null : after.id(), most);
    Page<Line> page = Page.of(lines, most, line -> new Cursor(line.at(), line.transferId()));
    return new Page<>(page.items().stream().map(StatementLine::of).toList(), page.next());
  }

  /** As text, because the framework would answer 404 to a limit that is no number. */
  private static int limit(@Nullable String text) {
    if (text == null) {
      return Page.DEFAULT_LIMIT;
    }
    if (text.matches("[0-9]{1,4}")) {
      int limit = Integer.parseInt(text);
      if (limit >= 1 && limit <= Page.MOST) {
        return limit;
      }
    }
    throw Problem.field(
        ProblemType.INVALID, "limit", "'" + text + "' is not from 1 to " + Page.MOST);
  }
}
