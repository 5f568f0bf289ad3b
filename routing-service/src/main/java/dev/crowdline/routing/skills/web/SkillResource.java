package dev.crowdline.routing.skills.web;

import dev.crowdline.contracts.VisibleText;
import dev.crowdline.routing.skills.NamingSkills;
import dev.crowdline.routing.skills.domain.Skill;
import dev.crowdline.support.database.Versioned;
import dev.crowdline.support.security.Caller;
import dev.crowdline.support.security.CurrentCaller;
import dev.crowdline.support.web.IfMatch;
import dev.crowdline.support.web.Name;
import dev.crowdline.support.web.Page;
import io.smallrye.common.annotation.RunOnVirtualThread;
import jakarta.annotation.security.RolesAllowed;
import jakarta.validation.Valid;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Size;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.HeaderParam;
import jakarta.ws.rs.PUT;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jboss.resteasy.reactive.RestResponse;
import org.jboss.resteasy.reactive.RestResponse.ResponseBuilder;
import org.jspecify.annotations.Nullable;

/** The community's skills. */
@Path("/v1/skills")
@Consumes(MediaType.APPLICATION_JSON)
@Produces(MediaType.APPLICATION_JSON)
@Tag(name = "Skills", description = "What members can be good at, in the words of the community")
@RunOnVirtualThread
public class SkillResource {
  private final NamingSkills naming;
  private final CurrentCaller caller;

  SkillResource(NamingSkills naming, CurrentCaller caller) {
    this.naming = naming;
    this.caller = caller;
  }

  /** What a skill means. */
  public record Description(@NotNull @Size(max = 500) String description) {}

  @PUT
  @Path("/{name}")
  @RolesAllowed(Caller.OPERATOR)
  @Operation(operationId = "putSkill", summary = "Name a skill, or say anew what it means")
  public RestResponse<Skill> put(
      @PathParam("name") @Size(min = 1, max = 60) @Name String name,
      @HeaderParam(IfMatch.HEADER) @Nullable String ifMatch,
      @Valid @NotNull Description body) {
    Skill skill = new Skill(VisibleText.name(name), body.description());
    return tagged(naming.put(caller.get(), skill, ifMatch));
  }

  @GET
  @Path("/{name}")
  @RolesAllowed(Caller.OPERATOR)
  @Operation(operationId = "getSkill", summary = "A skill, with the ETag that an edit may name")
  public RestResponse<Skill> get(@PathParam("name") String name) {
    return tagged(naming.get(caller.get().community(), VisibleText.name(name)));
  }

  private static RestResponse<Skill> tagged(Versioned<Skill> skill) {
    return ResponseBuilder.ok(skill.value()).tag(IfMatch.tag(skill.version())).build();
  }

  @GET
  @RolesAllowed({
    Caller.OPERATOR,
    Caller.CONTRIBUTOR,
    Caller.SPECIALIST,
    Caller.INTEGRATOR,
    Caller.REQUESTS_WRITE
  })
  @Operation(operationId = "listSkills", summary = "All skills of the community, by name")
  public Page<Skill> list() {
    return new Page<>(naming.list(caller.get().community()), null);
  }
}
