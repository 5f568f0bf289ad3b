package dev.crowdline.rewards.ranks.web;

import dev.crowdline.contracts.VisibleText;
import dev.crowdline.rewards.members.KnowingMembers;
import dev.crowdline.rewards.ranks.KeepingLadder;
import dev.crowdline.rewards.ranks.ReadingRanks;
import dev.crowdline.rewards.ranks.domain.Ladder;
import dev.crowdline.support.problems.Problem;
import dev.crowdline.support.problems.ProblemType;
import dev.crowdline.support.security.Caller;
import dev.crowdline.support.security.CurrentCaller;
import dev.crowdline.support.web.IfMatch;
import io.smallrye.common.annotation.RunOnVirtualThread;
import jakarta.annotation.security.RolesAllowed;
import jakarta.validation.Valid;
import jakarta.validation.constraints.NotNull;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.HeaderParam;
import jakarta.ws.rs.PUT;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jboss.resteasy.reactive.RestResponse;
import org.jboss.resteasy.reactive.RestResponse.ResponseBuilder;
import org.jspecify.annotations.Nullable;

/** The own rank of a member, and the ladder of a community. */
@Path("/v1/ranks")
@Produces(MediaType.APPLICATION_JSON)
@RolesAllowed(Caller.OPERATOR)
@Tag(
    name = "Ranks",
    description = "How far up a member is, by quality first and contribution second")
@RunOnVirtualThread
public class RankResource {
  private final ReadingRanks reading;
  private final KeepingLadder keeping;
  private final KnowingMembers members;
  private final CurrentCaller caller;

  RankResource(
      ReadingRanks reading, KeepingLadder keeping, KnowingMembers members, CurrentCaller caller) {
    this.reading = reading;
    this.keeping = keeping;
    this.members = members;
    this.caller = caller;
  }

  @GET
  @Path("/me")
  @RolesAllowed({Caller.CONTRIBUTOR, Caller.SPECIALIST})
  @Operation(
      operationId = "getMyRank",
      summary = "My rank, the numbers that it rests on, and what the next one takes")
  public RankView mine() {
    Caller me = caller.get();
    return RankView.of(reading.of(me.community(), members.memberOf(me)));
  }

  @GET
  @Path("/ladder")
  @Operation(
      operationId = "getLadder",
      summary =
          "The community's ranks, how many members have each, and the ETag that an edit may name")
  public RestResponse<LadderView> ladder() {
    return tagged(keeping.get(caller.get().community()));
  }

  @PUT
  @Path("/ladder")
  @Consumes(MediaType.APPLICATION_JSON)
  @Operation(
      operationId = "putLadder",
      summary = "Replace the ladder; everybody is ranked on it within moments")
  public RestResponse<LadderView> put(
      @HeaderParam(IfMatch.HEADER) @Nullable String ifMatch, @NotNull @Valid LadderBody body) {
    Ladder ladder = body.toLadder();
    var faults = ladder.faults(VisibleText::key);
    if (!faults.isEmpty()) {
      throw Problem.fields(
          ProblemType.NOT_ALLOWED_HERE,
          faults.stream()
              .map(fault -> new Problem.FieldError(fault.path(), fault.reason(), null))
              .toList());
    }
    return tagged(keeping.replace(caller.get(), ladder, ifMatch));
  }

  private static RestResponse<LadderView> tagged(KeepingLadder.Climbed climbed) {
    return ResponseBuilder.ok(LadderView.of(climbed))
        .tag(IfMatch.tag(climbed.ladder().version()))
        .build();
  }
}
