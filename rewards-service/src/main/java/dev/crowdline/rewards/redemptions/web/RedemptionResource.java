package dev.crowdline.rewards.redemptions.web;

import dev.crowdline.rewards.members.KnowingMembers;
import dev.crowdline.rewards.redemptions.Redeeming;
import dev.crowdline.rewards.redemptions.domain.Purchase;
import dev.crowdline.rewards.redemptions.persistence.RedemptionTable.Kept;
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
import jakarta.validation.constraints.Min;
import jakarta.validation.constraints.NotNull;
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
import java.util.List;
import java.util.UUID;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.media.Content;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.parameters.Parameter;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jboss.resteasy.reactive.RestResponse;
import org.jspecify.annotations.Nullable;

/** What members took for their points. */
@Path("/v1/redemptions")
@Produces(MediaType.APPLICATION_JSON)
@RolesAllowed({Caller.CONTRIBUTOR, Caller.SPECIALIST})
@Tag(name = "Redemptions", description = "What members took for their points")
@RunOnVirtualThread
public class RedemptionResource {
  private static final String KEY = "Idempotency-Key";

  private final Redeeming redeeming;
  private final KnowingMembers members;
  private final CurrentCaller caller;

  RedemptionResource(Redeeming redeeming, KnowingMembers members, CurrentCaller caller) {
    this.redeeming = redeeming;
    this.members = members;
    this.caller = caller;
  }

  /**
   * What a member wants.
   *
   * @param price as the member saw it; if it is another by now, that is told and nothing is taken
   */
  public record RedemptionBody(@NotNull UUID itemId, @NotNull @Min(1) Long price) {}

  /**
   * What came of it.
   *
   * @param code to use; shown here once, and to who asks again only by POST
   *     /v1/redemptions/{id}/reveal. Absent while nothing is handed out, and when the same key
   *     comes again
   */
  public record TakenItem(RedemptionView redemption, @Nullable String code) {}

  /** A code, shown again. */
  public record RevealedCode(String code) {}

  @POST
  @Consumes(MediaType.APPLICATION_JSON)
  @Operation(
      operationId = "redeem",
      summary = "Take an item for points",
      description =
          "Points and one of the stock are reserved in one transaction, or the refusal says why"
              + " not. Then the item is handed out, or the points come back. The required"
              + " Idempotency-Key makes it once.")
  @APIResponse(
      responseCode = "201",
      description = "Reserved or, mostly, handed out at once",
      content =
          @Content(
              mediaType = MediaType.APPLICATION_JSON,
              schema = @Schema(implementation = TakenItem.class)))
  public RestResponse<TakenItem> redeem(
      @Parameter(required = true) @HeaderParam(KEY) @Nullable String key,
      @NotNull @Valid RedemptionBody body) {
    if (key == null) {
      throw Problem.field(
          ProblemType.INVALID, KEY, "is required where points move, so that they move once");
    }
    Caller me = caller.get();
    Redeeming.Taken taken =
        redeeming.redeem(
            me, members.memberOf(me), new Redeeming.Wanted(body.itemId(), body.price()), key);
    return RestResponse.status(
        RestResponse.Status.CREATED, new TakenItem(RedemptionView.of(taken.kept()), taken.code()));
  }

  @GET
  @Operation(operationId = "listMyRedemptions", summary = "What I took, the latest first")
  public Page<RedemptionView> mine(
      @QueryParam("cursor") @Nullable String cursor,
      @QueryParam("limit") @DefaultValue(Limit.DEFAULT) Limit limit) {
    Cursor after = Cursor.parse(cursor);
    Caller me = caller.get();
    return page(
        redeeming.list(me.community(), members.memberOf(me), after, limit.items() + 1), limit);
  }

  @GET
  @Path("/{id}")
  @Operation(operationId = "getMyRedemption", summary = "One of my redemptions, without its code")
  public RedemptionView get(@PathParam("id") UUID id) {
    Caller me = caller.get();
    return RedemptionView.of(redeeming.kept(me.community(), id, members.memberOf(me)));
  }

  @POST
  @Path("/{id}/reveal")
  @Operation(
      operationId = "revealCode",
      summary = "Show me the code of one of my redemptions again",
      description = "That it was shown is written down, and its member sees how often.")
  public RevealedCode reveal(@PathParam("id") UUID id) {
    Caller me = caller.get();
    return new RevealedCode(redeeming.reveal(me, id, members.memberOf(me)));
  }

  /** A page of them. */
  public static Page<RedemptionView> page(List<Kept> found, Limit limit) {
    Page<Kept> page =
        Page.of(
            found,
            limit,
            last -> {
              Purchase what = last.redemption().purchase();
              return new Cursor(what.requestedAt(), what.id());
            });
    return new Page<>(page.items().stream().map(RedemptionView::of).toList(), page.next());
  }
}
