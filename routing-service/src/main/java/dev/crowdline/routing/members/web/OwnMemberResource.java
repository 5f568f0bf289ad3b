package dev.crowdline.routing.members.web;

import dev.crowdline.routing.members.CallingMember;
import dev.crowdline.routing.members.Registering;
import dev.crowdline.routing.members.domain.Member;
import dev.crowdline.routing.presence.Presence;
import dev.crowdline.support.problems.Problem;
import dev.crowdline.support.problems.ProblemType;
import dev.crowdline.support.security.Caller;
import dev.crowdline.support.security.CurrentCaller;
import dev.crowdline.support.tenancy.Communities;
import dev.crowdline.support.web.Name;
import io.smallrye.common.annotation.RunOnVirtualThread;
import jakarta.annotation.security.RolesAllowed;
import jakarta.validation.Valid;
import jakarta.validation.constraints.Min;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Size;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.DELETE;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import java.time.Instant;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jboss.resteasy.reactive.RestResponse;

/** The member that the caller is: terms, and presence by request. */
@Path("/v1/members")
@Consumes(MediaType.APPLICATION_JSON)
@Produces(MediaType.APPLICATION_JSON)
@Tag(name = "Members", description = "Who answers: registration, profile, presence")
@RunOnVirtualThread
public class OwnMemberResource {
  private final Registering registering;
  private final CallingMember callers;
  private final ReadingMembers reading;
  private final Presence presence;
  private final Communities communities;
  private final CurrentCaller caller;

  OwnMemberResource(
      Registering registering,
      CallingMember callers,
      ReadingMembers reading,
      Presence presence,
      Communities communities,
      CurrentCaller caller) {
    this.registering = registering;
    this.callers = callers;
    this.reading = reading;
    this.presence = presence;
    this.communities = communities;
    this.caller = caller;
  }

  /** Which version of the terms is accepted. */
  public record Terms(@NotNull @Min(1) Integer version) {}

  /** Where the member is. */
  public record Site(@NotBlank @Size(max = 60) @Name String site) {}

  /** A lease. */
  public record Lease(String site, Instant until) {}

  @GET
  @Path("/me")
  @RolesAllowed({Caller.CONTRIBUTOR, Caller.SPECIALIST})
  @Operation(
      operationId = "getOwnMember",
      summary = "The member that you are; 404 before you register")
  public RestResponse<MemberView> me() {
    Caller who = caller.get();
    return reading.tagged(who, callers.of(who).id());
  }

  @POST
  @Path("/me/terms")
  @RolesAllowed({Caller.CONTRIBUTOR, Caller.SPECIALIST})
  @Operation(
      operationId = "acceptTerms",
      summary = "Accept the community's terms; offers come only after that")
  public MemberView acceptTerms(@Valid @NotNull Terms body) {
    Caller who = caller.get();
    Member me = callers.of(who);
    int current = communities.of(who.community()).termsVersion();
    if (body.version() != current) {
      throw Problem.field(
          ProblemType.NOT_ALLOWED_HERE,
          "version",
          "is not the version in force",
          Integer.toString(current));
    }
    RefusedMemberships.result(
        registering.update(who, me.id(), m -> m.havingAccepted(body.version())));
    return reading.view(who, me.id());
  }

  @POST
  @Path("/me/presence")
  @RolesAllowed({Caller.CONTRIBUTOR, Caller.SPECIALIST})
  @Operation(
      operationId = "renewPresence",
      summary = "Be online at a site for 15 seconds; renew every 5")
  public Lease present(@Valid @NotNull Site body) {
    Member me = callers.of(caller.get());
    if (me.termsVersion() == null) {
      throw Problem.of(
          ProblemType.TERMS_NOT_ACCEPTED, "accept them with POST /v1/members/me/terms");
    }
    return new Lease(body.site(), presence.renew(me.id(), body.site()));
  }

  @DELETE
  @Path("/me/presence")
  @RolesAllowed({Caller.CONTRIBUTOR, Caller.SPECIALIST})
  @Operation(
      operationId = "endPresence",
      summary = "Leave the sites at which you are online by request")
  public void absent() {
    presence.left(callers.of(caller.get()).id());
  }
}
