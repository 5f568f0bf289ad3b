package dev.crowdline.routing.members.web;

import dev.crowdline.contracts.Language;
import dev.crowdline.contracts.Need;
import dev.crowdline.contracts.Tier;
import dev.crowdline.routing.members.CallingMember;
import dev.crowdline.routing.members.Registering;
import dev.crowdline.routing.members.domain.Member;
import dev.crowdline.routing.members.domain.MemberFilter;
import dev.crowdline.routing.members.persistence.MemberSearchTable;
import dev.crowdline.support.database.Database;
import dev.crowdline.support.problems.Problem;
import dev.crowdline.support.problems.ProblemType;
import dev.crowdline.support.security.Caller;
import dev.crowdline.support.security.CurrentCaller;
import dev.crowdline.support.web.Asked;
import dev.crowdline.support.web.Cursor;
import dev.crowdline.support.web.IfMatch;
import dev.crowdline.support.web.Limit;
import dev.crowdline.support.web.Name;
import dev.crowdline.support.web.Page;
import io.smallrye.common.annotation.RunOnVirtualThread;
import jakarta.annotation.security.RolesAllowed;
import jakarta.validation.Valid;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Pattern;
import jakarta.validation.constraints.Size;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.DefaultValue;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.HeaderParam;
import jakarta.ws.rs.PATCH;
import jakarta.ws.rs.PUT;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.MediaType;
import java.util.List;
import java.util.Objects;
import java.util.UUID;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.enums.SchemaType;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.parameters.Parameter;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jboss.resteasy.reactive.RestResponse;
import org.jspecify.annotations.Nullable;

/** Members, as operators and they themselves see and change them. */
@Path("/v1/members")
@Consumes(MediaType.APPLICATION_JSON)
@Produces(MediaType.APPLICATION_JSON)
@Tag(name = "Members", description = "Who answers: registration, profile, presence")
@RunOnVirtualThread
public class MemberResource {
  private final Registering registering;
  private final CallingMember callers;
  private final MemberSearchTable finding;
  private final ReadingMembers reading;
  private final Database database;
  private final CurrentCaller caller;

  MemberResource(
      Registering registering,
      CallingMember callers,
      MemberSearchTable finding,
      ReadingMembers reading,
      Database database,
      CurrentCaller caller) {
    this.registering = registering;
    this.callers = callers;
    this.finding = finding;
    this.reading = reading;
    this.database = database;
    this.caller = caller;
  }

  /**
   * A change; tier and capacity are for operators, the rest for oneself as well.
   *
   * @param limit pieces of work at once that the member wants at most, within the capacity
   * @param paused true to be offered nothing new while online
   */
  public record MemberChange(
      @Nullable @Size(min = 1, max = 60) @Name String alias,
      @Nullable @Size(min = 1, max = 20)
          List<
                  @NotNull
                  @Pattern(regexp = MemberInput.LANGUAGE, message = MemberInput.LANGUAGE_TAG)
                  String>
              languages,
      @Nullable @Size(max = 20) List<@NotBlank @Size(max = 60) @Name String> sites,
      @Nullable @Min(0) @Max(100) Integer capacity,
      @Nullable @Min(1) @Max(100) Integer limit,
      @Nullable Boolean paused,
      @Nullable Tier tier) {}

  /** All skills of a member. */
  public record Skills(@NotNull @Size(max = 100) List<@Valid @NotNull Need> skills) {}

  @GET
  @RolesAllowed(Caller.OPERATOR)
  @Operation(
      operationId = "listMembers",
      summary = "The members of the community, newest first",
      description =
          "Only those of whom all holds that is asked for. Online is what was stated of them.")
  public Page<MemberView> list(
      @Parameter(description = "Beginnings of words of the name")
          @QueryParam("search")
          @Size(min = 1, max = 60)
          @Name
          @Nullable String search,
      @QueryParam("skill") @Size(min = 1, max = 60) @Name @Nullable String skill,
      @Parameter(description = "At least that, in the skill or, without one, in any")
          @QueryParam("level")
          @Schema(type = SchemaType.INTEGER, minimum = "1", maximum = "5")
          @Nullable String level,
      @QueryParam("tier") @Schema(implementation = Tier.class) @Nullable String tier,
      @QueryParam("language") @Schema(pattern = "^(?:" + MemberInput.LANGUAGE + ")$")
          @Nullable String language,
      @QueryParam("online") @Schema(implementation = Boolean.class) @Nullable String online,
      @Parameter(description = "By themselves or by an operator")
          @QueryParam("paused")
          @Schema(implementation = Boolean.class)
          @Nullable String paused,
      @QueryParam("cursor") @Nullable String cursor,
      @QueryParam("limit") @DefaultValue(Limit.DEFAULT) Limit limit) {
    MemberFilter filter =
        new MemberFilter(
            search,
            skill,
            Asked.number("level", level, 1, 5),
            Asked.constant("tier", Tier.class, tier),
            language(language),
            Asked.yesOrNo("online", online),
            Asked.yesOrNo("paused", paused));
    Cursor after = Cursor.parse(cursor);
    String community = caller.get().community();
    List<Member> found =
        database.read(sql -> finding.find(sql, community, filter, after, limit.items() + 1));
    return Page.of(
        found.stream().map(reading::view).toList(),
        limit,
        m -> new Cursor(m.registeredAt(), m.id()));
  }

  private static @Nullable String language(@Nullable String tag) {
    if (tag != null && Language.canonical(tag).isEmpty()) {
      throw Problem.field(ProblemType.INVALID, "language", Language.EXPECTED);
    }
    return tag;
  }

  @GET
  @Path("/{id}")
  @RolesAllowed({Caller.OPERATOR, Caller.CONTRIBUTOR, Caller.SPECIALIST})
  @Operation(
      operationId = "getMember",
      summary = "A member; others than operators see only themselves")
  public RestResponse<MemberView> get(@PathParam("id") UUID id) {
    Caller who = caller.get();
    mustBeOperatorOr(who, id);
    return reading.tagged(who, id);
  }

  @PUT
  @Path("/{id}/skills")
  @RolesAllowed({Caller.OPERATOR, Caller.CONTRIBUTOR, Caller.SPECIALIST})
  @Operation(
      operationId = "setMemberSkills",
      summary = "Replace a member's skills; oneself none above the level that an operator set")
  public RestResponse<MemberView> setSkills(
      @PathParam("id") UUID id,
      @HeaderParam(IfMatch.HEADER) @Nullable String ifMatch,
      @Valid @NotNull Skills body) {
    Caller who = caller.get();
    mustBeOperatorOr(who, id);
    RefusedMemberships.result(
        registering.setSkills(who, id, ifMatch, MemberInput.distinct(body.skills())));
    return reading.tagged(who, id);
  }

  @PATCH
  @Path("/{id}")
  @RolesAllowed({Caller.OPERATOR, Caller.CONTRIBUTOR, Caller.SPECIALIST})
  @Operation(operationId = "changeMember", summary = "Change what a member is offered work by")
  public RestResponse<MemberView> change(
      @PathParam("id") UUID id,
      @HeaderParam(IfMatch.HEADER) @Nullable String ifMatch,
      @Valid @NotNull MemberChange body) {
    Caller who = caller.get();
    mustBeOperatorOr(who, id);
    if (!who.is(Caller.OPERATOR) && (body.tier() != null || body.capacity() != null)) {
      throw Problem.field(
          ProblemType.FORBIDDEN, body.tier() != null ? "tier" : "capacity", "is set by operators");
    }
    RefusedMemberships.result(
        registering.update(
            who,
            id,
            ifMatch,
            m ->
                new Member(
                    m.id(),
                    m.community(),
                    body.alias() == null ? m.alias() : MemberInput.alias(body.alias()),
                    Objects.requireNonNullElse(body.tier(), m.tier()),
                    body.languages() == null
                        ? m.languages()
                        : MemberInput.languages(body.languages()),
                    Objects.requireNonNullElse(body.sites(), m.sites()),
                    m.skills(),
                    m.skillCeiling(),
                    Objects.requireNonNullElse(body.capacity(), m.capacity()),
                    body.limit() == null ? m.ownLimit() : body.limit(),
                    Objects.requireNonNullElse(body.paused(), m.paused()),
                    m.pause(),
                    m.load(),
                    m.online(),
                    m.termsVersion(),
                    m.registeredAt(),
                    m.idleSince())));
    return reading.tagged(who, id);
  }

  private void mustBeOperatorOr(Caller who, UUID id) {
    if (!who.is(Caller.OPERATOR) && !callers.of(who).id().equals(id)) {
      throw Problem.notFound("member", id);
    }
  }
}
