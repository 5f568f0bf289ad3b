package dev.crowdline.routing.pauses.web;

import dev.crowdline.routing.members.domain.Pause;
import dev.crowdline.routing.members.web.MemberView;
import dev.crowdline.routing.members.web.ReadingMembers;
import dev.crowdline.routing.members.web.RefusedMemberships;
import dev.crowdline.routing.pauses.PausingMembers;
import dev.crowdline.support.problems.Problem;
import dev.crowdline.support.problems.ProblemType;
import dev.crowdline.support.security.Caller;
import dev.crowdline.support.security.CurrentCaller;
import dev.crowdline.support.web.IfMatch;
import io.smallrye.common.annotation.RunOnVirtualThread;
import jakarta.annotation.security.RolesAllowed;
import jakarta.validation.Valid;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Size;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.DELETE;
import jakarta.ws.rs.HeaderParam;
import jakarta.ws.rs.PUT;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import java.time.Instant;
import java.time.InstantSource;
import java.util.UUID;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jboss.resteasy.reactive.RestResponse;
import org.jspecify.annotations.Nullable;

/** An operator pauses a member, and lets them go on. */
@Path("/v1/members/{id}/pause")
@Produces(MediaType.APPLICATION_JSON)
@RolesAllowed(Caller.OPERATOR)
@Tag(name = "Members", description = "Who answers: registration, profile, presence")
@RunOnVirtualThread
public class PauseResource {
  private final PausingMembers pausing;
  private final ReadingMembers reading;
  private final CurrentCaller caller;
  private final InstantSource clock;

  PauseResource(
      PausingMembers pausing, ReadingMembers reading, CurrentCaller caller, InstantSource clock) {
    this.pausing = pausing;
    this.reading = reading;
    this.caller = caller;
    this.clock = clock;
  }

  /**
   * Why, and how long.
   *
   * @param reason which the member reads
   * @param until when it ends by itself; absent for when an operator ends it
   */
  public record PauseBody(@NotBlank @Size(max = 300) String reason, @Nullable Instant until) {}

  @PUT
  @Consumes(MediaType.APPLICATION_JSON)
  @Operation(
      operationId = "pauseMember",
      summary = "Have nothing new offered to a member, and take away what is offered just now",
      description = "Work that was taken stays with the member, who cannot end the pause.")
  public RestResponse<MemberView> pause(
      @PathParam("id") UUID id,
      @HeaderParam(IfMatch.HEADER) @Nullable String ifMatch,
      @Valid @NotNull PauseBody body) {
    Caller who = caller.get();
    reading.mustBeThere(who, id);
    Instant now = clock.instant();
    Instant until = body.until();
    if (until != null && (!until.isAfter(now) || until.isAfter(now.plus(Pause.LONGEST)))) {
      throw Problem.field(
          ProblemType.NOT_ALLOWED_HERE,
          "until",
          "must be after now and within a year; leave it out for no end");
    }
    RefusedMemberships.result(
        pausing.pause(who, id, ifMatch, new Pause(body.reason().strip(), now, until)));
    return reading.tagged(who, id);
  }

  @DELETE
  @Operation(
      operationId = "resumeMember",
      summary = "End an operator's pause; the member's own stays")
  public RestResponse<MemberView> resume(
      @PathParam("id") UUID id, @HeaderParam(IfMatch.HEADER) @Nullable String ifMatch) {
    Caller who = caller.get();
    RefusedMemberships.result(pausing.resume(who, id, ifMatch));
    return reading.tagged(who, id);
  }
}
