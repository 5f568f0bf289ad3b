package dev.crowdline.routing.members.web;

import dev.crowdline.contracts.Language;
import dev.crowdline.contracts.Need;
import dev.crowdline.contracts.Tier;
import dev.crowdline.contracts.VisibleText;
import dev.crowdline.routing.members.CallingMember;
import dev.crowdline.routing.members.Registering;
import dev.crowdline.routing.members.domain.Member;
import dev.crowdline.routing.members.persistence.MemberTable;
import dev.crowdline.routing.presence.Presence;
import dev.crowdline.support.database.Database;
import dev.crowdline.support.problems.Problem;
import dev.crowdline.support.problems.ProblemType;
import dev.crowdline.support.security.Caller;
import dev.crowdline.support.security.CurrentCaller;
import dev.crowdline.support.tenancy.Communities;
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
import jakarta.ws.rs.DELETE;
import jakarta.ws.rs.DefaultValue;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.HeaderParam;
import jakarta.ws.rs.PATCH;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.PUT;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import java.net.URI;
import java.time.Instant;
import java.util.HashSet;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.UUID;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponseSchema;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jboss.resteasy.reactive.RestResponse;
import org.jspecify.annotations.Nullable;

/** Members: registration, terms, skills, presence by request. */
@Path("/v1/members")
@Consumes(MediaType.APPLICATION_JSON)
@Produces(MediaType.APPLICATION_JSON)
@Tag(name = "Members", description = "Who answers: registration, profile, presence")
@RunOnVirtualThread
public class MemberResource {
  /** BCP 47: a language of two or three letters, and what specifies it. */
  private static final String LANGUAGE = "[A-Za-z]{2,3}(-[A-Za-z0-9]{1,8}){0,4}";

  private static final String LANGUAGE_TAG = "must be a BCP 47 language tag such as en or pt-BR";

  private final Registering registering;
  private final CallingMember callers;
  private final MemberTable members;
  private final Presence presence;
  private final Communities communities;
  private final Database database;
  private final CurrentCaller caller;

  MemberResource(
      Registering registering,
      CallingMember callers,
      MemberTable members,
      Presence presence,
      Communities communities,
      Database database,
      CurrentCaller caller) {
    this.registering = registering;
    this.callers = callers;
    this.members = members;
    this.presence = presence;
    this.communities = communities;
    this.database = database;
    this.caller = caller;
  }

  /** A registration; issuer, subject and tier are for operators who register somebody else. */
  public record NewMember(
      @NotBlank @Size(max = 60) @Name String alias,
      @Nullable @Size(min = 1, max = 20)
          List<@NotNull @Pattern(regexp = LANGUAGE, message = LANGUAGE_TAG) String> languages,
      @Nullable @Size(max = 20) List<@NotBlank @Size(max = 60) @Name String> sites,
      @Nullable @Size(max = 100) List<@Valid @NotNull Need> skills,
      @Nullable @Min(1) @Max(100) Integer capacity,
      @Nullable @Size(min = 1, max = 500) String issuer,
      @Nullable @Size(min = 1, max = 500) String subject,
      @Nullable Tier tier) {}

  /**
   * A change; tier and capacity are for operators, the rest for oneself as well.
   *
   * @param limit pieces of work at once that the member wants at most, within the capacity
   * @param paused true to be offered nothing new while online
   */
  public record MemberChange(
      @Nullable @Size(min = 1, max = 60) @Name String alias,
      @Nullable @Size(min = 1, max = 20)
          List<@NotNull @Pattern(regexp = LANGUAGE, message = LANGUAGE_TAG) String> languages,
      @Nullable @Size(max = 20) List<@NotBlank @Size(max = 60) @Name String> sites,
      @Nullable @Min(0) @Max(100) Integer capacity,
      @Nullable @Min(1) @Max(100) Integer limit,
      @Nullable Boolean paused,
      @Nullable Tier tier) {}

  /** All skills of a member. */
  public record Skills(@NotNull @Size(max = 100) List<@Valid @NotNull Need> skills) {}

  /** Which version of the terms is accepted. */
  public record Terms(@NotNull @Min(1) Integer version) {}

  /** Where the member is. */
  public record Site(@NotBlank @Size(max = 60) @Name String site) {}

  /** A lease. */
  public record Lease(String site, Instant until) {}

  @POST
  @RolesAllowed({Caller.CONTRIBUTOR, Caller.SPECIALIST, Caller.OPERATOR})
  @Operation(
      operationId = "registerMember",
      summary = "Register yourself, or as an operator somebody else")
  @APIResponseSchema(value = MemberView.class, responseCode = "201")
  public Response register(
      @Valid @NotNull NewMember body, @HeaderParam("Idempotency-Key") @Nullable String key) {
    Caller who = caller.get();
    UUID id = registering.register(who, application(who, body), key);
    return Response.created(URI.create("/v1/members/" + id)).entity(view(who, id)).build();
  }

  private static Registering.Application application(Caller who, NewMember body) {
    boolean isMember = who.is(Caller.CONTRIBUTOR) || who.is(Caller.SPECIALIST);
    if (!isMember || body.issuer() != null || body.subject() != null || body.tier() != null) {
      return ofSomebodyElse(who, body);
    }
    if (body.capacity() != null && !who.is(Caller.OPERATOR)) {
      throw Problem.of(ProblemType.FORBIDDEN, "capacity is set by operators; leave it out");
    }
    return new Registering.Application(
        who.issuerOfPerson(),
        who.subjectOfPerson(),
        alias(body.alias()),
        who.is(Caller.SPECIALIST) ? Tier.SPECIALIST : Tier.COMMUNITY,
        languages(Objects.requireNonNullElse(body.languages(), List.of("en"))),
        Objects.requireNonNullElse(body.sites(), List.of()),
        distinct(Objects.requireNonNullElse(body.skills(), List.of())),
        body.capacity());
  }

  /** Languages as they are compared; one that nobody can match is refused by its place. */
  private static List<String> languages(List<String> given) {
    for (int i = 0; i < given.size(); i++) {
      if (Language.canonical(given.get(i)).isEmpty()) {
        throw Problem.field(ProblemType.INVALID, "languages[" + i + "]", Language.EXPECTED);
      }
    }
    return Registering.languages(given);
  }

  /** A name as it is kept; nobody may be taken for the company, which shows by tier. */
  private static String alias(String given) {
    String alias = VisibleText.name(given);
    if (VisibleText.looksOfficial(alias)) {
      throw Problem.field(
          ProblemType.NOT_ALLOWED_HERE,
          "alias",
          "looks like admin, staff or support; people would take it for the company");
    }
    return alias;
  }

  private static Registering.Application ofSomebodyElse(Caller who, NewMember body) {
    if (!who.is(Caller.OPERATOR)) {
      throw Problem.of(
          ProblemType.FORBIDDEN, "issuer, subject and tier are set by operators; leave them out");
    }
    String issuer = body.issuer();
    String subject = body.subject();
    if (issuer == null || subject == null) {
      throw Problem.field(
          ProblemType.INVALID,
          issuer == null ? "issuer" : "subject",
          "name both issuer and subject of the person whom you register");
    }
    return new Registering.Application(
        issuer,
        subject,
        alias(body.alias()),
        Objects.requireNonNullElse(body.tier(), Tier.COMMUNITY),
        languages(Objects.requireNonNullElse(body.languages(), List.of("en"))),
        Objects.requireNonNullElse(body.sites(), List.of()),
        distinct(Objects.requireNonNullElse(body.skills(), List.of())),
        body.capacity());
  }

  @GET
  @RolesAllowed(Caller.OPERATOR)
  @Operation(operationId = "listMembers", summary = "The members of the community, newest first")
  public Page<MemberView> list(
      @QueryParam("cursor") @Nullable String cursor,
      @QueryParam("limit") @DefaultValue(Limit.DEFAULT) Limit limit) {
    Cursor after = Cursor.parse(cursor);
    List<Member> found =
        database.read(sql -> members.list(sql, caller.get().community(), after, limit.items() + 1));
    return Page.of(
        found.stream().map(this::view).toList(), limit, m -> new Cursor(m.registeredAt(), m.id()));
  }

  @GET
  @Path("/me")
  @RolesAllowed({Caller.CONTRIBUTOR, Caller.SPECIALIST})
  @Operation(
      operationId = "getOwnMember",
      summary = "The member that you are; 404 before you register")
  public RestResponse<MemberView> me() {
    Caller who = caller.get();
    return tagged(who, callers.of(who).id());
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
    return tagged(who, id);
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
    registering.setSkills(
        who.community(), id, who.is(Caller.OPERATOR), ifMatch, distinct(body.skills()));
    return tagged(who, id);
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
    registering.update(
        who.community(),
        id,
        ifMatch,
        m ->
            new Member(
                m.id(),
                m.community(),
                body.alias() == null ? m.alias() : alias(body.alias()),
                Objects.requireNonNullElse(body.tier(), m.tier()),
                body.languages() == null ? m.languages() : languages(body.languages()),
                Objects.requireNonNullElse(body.sites(), m.sites()),
                m.skills(),
                m.skillCeiling(),
                Objects.requireNonNullElse(body.capacity(), m.capacity()),
                body.limit() == null ? m.ownLimit() : body.limit(),
                Objects.requireNonNullElse(body.paused(), m.paused()),
                m.load(),
                m.online(),
                m.termsVersion(),
                m.registeredAt(),
                m.idleSince()));
    return tagged(who, id);
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
    registering.update(who.community(), me.id(), m -> m.havingAccepted(body.version()));
    return view(who, me.id());
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

  private void mustBeOperatorOr(Caller who, UUID id) {
    if (!who.is(Caller.OPERATOR) && !callers.of(who).id().equals(id)) {
      throw Problem.notFound("member", id);
    }
  }

  /** With the version of what can be edited; being online or busy changes none. */
  private RestResponse<MemberView> tagged(Caller who, UUID id) {
    return database.read(sql -> {
      // Read first: a tag that is older than what it stands for refuses an edit, a newer one loses
      // it.
      long version = members.version(sql, who.community(), id);
      Member found = members.find(sql, who.community(), id);
      if (found == null) {
        throw Problem.notFound("member", id);
      }
      return RestResponse.ResponseBuilder.ok(view(found)).tag(IfMatch.tag(version)).build();
    });
  }

  private MemberView view(Caller who, UUID id) {
    Member found = database.read(sql -> members.find(sql, who.community(), id));
    if (found == null) {
      throw Problem.notFound("member", id);
    }
    return view(found);
  }

  private MemberView view(Member member) {
    List<String> sites = presence.sitesOf(member.id());
    return MemberView.of(member, member.online() || !sites.isEmpty(), sites);
  }

  private static List<Need> distinct(List<Need> skills) {
    Set<String> names = new HashSet<>();
    for (Need each : skills) {
      if (!names.add(each.skill())) {
        throw Problem.field(
            ProblemType.INVALID, "skills", "names '" + each.skill() + "' more than once");
      }
    }
    return skills;
  }
}
