package dev.crowdline.routing.skills.web;

import dev.crowdline.contracts.VisibleText;
import dev.crowdline.routing.skills.domain.Skill;
import dev.crowdline.routing.skills.persistence.SkillTable;
import dev.crowdline.support.database.Database;
import dev.crowdline.support.problems.Problem;
import dev.crowdline.support.problems.ProblemType;
import dev.crowdline.support.security.Caller;
import dev.crowdline.support.security.CurrentCaller;
import dev.crowdline.support.web.Name;
import dev.crowdline.support.web.Page;
import dev.crowdline.support.web.Spelling;
import io.smallrye.common.annotation.RunOnVirtualThread;
import jakarta.annotation.security.RolesAllowed;
import jakarta.validation.Valid;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Size;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.PUT;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;

/** The community's skills. */
@Path("/v1/skills")
@Consumes(MediaType.APPLICATION_JSON)
@Produces(MediaType.APPLICATION_JSON)
@Tag(name = "Skills", description = "What members can be good at, in the words of the community")
@RunOnVirtualThread
public class SkillResource {
  private final SkillTable skills;
  private final Database database;
  private final CurrentCaller caller;

  SkillResource(SkillTable skills, Database database, CurrentCaller caller) {
    this.skills = skills;
    this.database = database;
    this.caller = caller;
  }

  /** What a skill means. */
  public record Description(@NotNull @Size(max = 500) String description) {}

  @PUT
  @Path("/{name}")
  @RolesAllowed(Caller.OPERATOR)
  @Operation(operationId = "putSkill", summary = "Name a skill, or say anew what it means")
  public Skill put(
      @PathParam("name") @Size(min = 1, max = 60) @Name String name,
      @Valid @NotNull Description body) {
    String community = caller.get().community();
    Skill skill = new Skill(VisibleText.name(name), body.description());
    database.transact(tx -> {
      Spelling.mustBeNew("skill", skill.name(), skills.names(tx, community));
      skills.put(tx, community, skill);
      // Counted afterwards: what stands can be edited when there is no room for one more.
      if (skills.count(tx, community) > SkillTable.MOST) {
        throw Problem.of(
            ProblemType.NOT_ALLOWED_HERE, "a community has at most " + SkillTable.MOST + " skills");
      }
      return null;
    });
    return skill;
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
    return new Page<>(database.read(sql -> skills.list(sql, caller.get().community())), null);
  }
}
