package dev.crowdline.sla.policies.web;

import dev.crowdline.contracts.Channel;
import dev.crowdline.contracts.Pace;
import dev.crowdline.contracts.Policy;
import dev.crowdline.contracts.Priority;
import dev.crowdline.contracts.VisibleText;
import dev.crowdline.sla.clocks.ReplanningClocks;
import dev.crowdline.sla.clocks.domain.RequestClocks;
import dev.crowdline.sla.clocks.domain.Traits;
import dev.crowdline.sla.clocks.domain.Trial;
import dev.crowdline.sla.policies.ChangingPolicies;
import dev.crowdline.sla.policies.domain.Application;
import dev.crowdline.support.acts.Act;
import dev.crowdline.support.security.Caller;
import dev.crowdline.support.security.CurrentCaller;
import dev.crowdline.support.tenancy.Communities;
import dev.crowdline.support.tenancy.PolicyTable;
import dev.crowdline.support.web.IfMatch;
import dev.crowdline.support.web.Limit;
import dev.crowdline.support.web.Name;
import dev.crowdline.support.web.Opaque;
import dev.crowdline.support.web.Page;
import io.smallrye.common.annotation.RunOnVirtualThread;
import jakarta.annotation.security.RolesAllowed;
import jakarta.validation.Valid;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Pattern;
import jakarta.validation.constraints.Size;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.DefaultValue;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.HeaderParam;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.MediaType;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jboss.resteasy.reactive.RestResponse;
import org.jboss.resteasy.reactive.RestResponse.ResponseBuilder;
import org.jspecify.annotations.Nullable;

/** The numbers that count in a community, in versions. */
@Path("/v1/policies")
@Consumes(MediaType.APPLICATION_JSON)
@Produces(MediaType.APPLICATION_JSON)
@RolesAllowed(Caller.OPERATOR)
@RunOnVirtualThread
@Tag(name = "Policies", description = "Targets, steps, deadlines, pay and cost, in versions")
public class PolicyResource {
  private final CurrentCaller caller;
  private final Communities communities;
  private final ChangingPolicies changing;

  PolicyResource(CurrentCaller caller, Communities communities, ChangingPolicies changing) {
    this.caller = caller;
    this.communities = communities;
    this.changing = changing;
  }

  /**
   * The policy in force.
   *
   * @param version counts what was in force; a change names it in If-Match
   * @param since when it was made; null as long as nothing was heard of the community
   * @param pace DEMO says that time runs ten times as fast as in earnest
   * @param atRiskPercent share of a budget at which a target is at risk
   */
  public record PolicyInForce(
      String community,
      String name,
      Pace pace,
      int atRiskPercent,
      int version,
      @Nullable Instant since,
      Policy policy) {}

  /**
   * A policy that somebody would have.
   *
   * @param note why, for those who look later
   * @param applyToRunning whether requests that are not finished go by it as well, as if it had
   *     been in force from the start; else only what is submitted from now on
   */
  public record PolicyChange(
      @NotNull @Valid PolicyBody policy,
      @Nullable @Size(max = 500) String note,
      @Nullable Boolean applyToRunning) {}

  /** A policy to try. */
  public record PolicyTrial(@NotNull @Valid PolicyBody policy) {}

  /**
   * What a policy would mean at once.
   *
   * @param running how many requests are not finished
   * @param effect what it would mean for those that were examined, the oldest; all, unless there
   *     are more than 2,000
   */
  public record PolicyTrialResult(int running, Trial effect) {}

  /** A request as a policy would meet it. */
  public record GivenTraits(
      @NotNull Priority priority,
      @NotNull Channel channel,
      @Nullable @Size(min = 1, max = 60) @Name String topic,
      @Nullable @Pattern(regexp = "[a-z]{2,8}") String language,
      @Nullable @Size(max = 20)
          Map<@NotBlank @Size(max = 60) String, @NotNull @Size(max = 500) String> attributes) {
    Traits toTraits() {
      return new Traits(
          priority,
          channel,
          topic == null ? null : VisibleText.name(topic),
          Objects.requireNonNullElse(language, "en"),
          Objects.requireNonNullElse(attributes, Map.of()));
    }
  }

  /** A policy, and a request. */
  public record PolicyMatchBody(
      @NotNull @Valid PolicyBody policy, @NotNull @Valid GivenTraits request) {}

  /**
   * A case that was looked at.
   *
   * @param misfit why it does not suit; absent when it does
   */
  public record CaseLookedAt(String id, String name, Traits.@Nullable Misfit misfit) {
    static CaseLookedAt of(ChangingPolicies.Looked looked) {
      return new CaseLookedAt(looked.of().id(), looked.of().name(), looked.misfit());
    }
  }

  /**
   * What counts for a request.
   *
   * @param counts the name of the case; absent when none suits
   */
  public record PolicyMatch(@Nullable String counts, List<CaseLookedAt> cases) {}

  /** Who made a version. */
  public record MadeBy(String name) {}

  /**
   * How far a version has come to what ran when it was made.
   *
   * @param requests how many go by it so far
   * @param finishedAt null while it goes on
   */
  public record Applied(int requests, @Nullable Instant finishedAt) {}

  /**
   * A version.
   *
   * @param by null for the first, which came with the community
   * @param applied null when it is for new requests only
   */
  public record PolicyVersion(
      int version,
      Instant since,
      @Nullable MadeBy by,
      @Nullable String note,
      @Nullable Applied applied,
      Policy policy) {
    static PolicyVersion of(ChangingPolicies.Made made) {
      PolicyTable.Version version = made.version();
      Act by = made.by();
      Application applied = made.applied();
      return new PolicyVersion(
          version.version(),
          version.since(),
          by == null ? null : new MadeBy(by.name()),
          made.note(),
          applied == null ? null : new Applied(applied.changed(), applied.finishedAt()),
          identified(version.policy()));
    }
  }

  @GET
  @Path("/current")
  @RolesAllowed({Caller.OPERATOR, Caller.CONTRIBUTOR, Caller.SPECIALIST, Caller.INTEGRATOR})
  @Operation(
      operationId = "getCurrentPolicy",
      summary = "Targets, steps, deadlines, pay and cost of new requests, with the ETag of an edit")
  public RestResponse<PolicyInForce> current() {
    return shown(changing.current(caller.get().community()));
  }

  private RestResponse<PolicyInForce> shown(PolicyTable.@Nullable Version version) {
    Communities.Community community = communities.of(caller.get().community());
    int number = version == null ? community.policyVersion() : version.version();
    PolicyInForce inForce =
        new PolicyInForce(
            community.id(),
            community.name(),
            community.pace(),
            RequestClocks.AT_RISK_PERCENT,
            number,
            version == null ? null : version.since(),
            identified(version == null ? community.policy() : version.policy()));
    return ResponseBuilder.ok(inForce).tag(IfMatch.tag(number)).build();
  }

  private static Policy identified(Policy policy) {
    return policy.withSteps(Policy.identified(policy.steps())).withCases(policy.allCases());
  }

  @GET
  @Operation(
      operationId = "listPolicies",
      summary = "All versions of the policy, the latest first: who made each, when and why")
  public Page<PolicyVersion> list(
      @QueryParam("cursor") @Nullable String cursor,
      @QueryParam("limit") @DefaultValue(Limit.DEFAULT) Limit limit) {
    int before = Objects.requireNonNullElse(before(cursor), Integer.MAX_VALUE);
    List<PolicyVersion> found =
        changing.history(caller.get().community(), before, limit.items() + 1).stream()
            .map(PolicyVersion::of)
            .toList();
    return found.size() <= limit.items()
        ? new Page<>(found, null)
        : new Page<>(
            found.subList(0, limit.items()),
            Opaque.written(found.get(limit.items() - 1).version()));
  }

  private static @Nullable Integer before(@Nullable String cursor) {
    return Opaque.cursor(cursor, 1, parts -> Integer.valueOf(parts[0]), Opaque::written);
  }

  @POST
  @Operation(
      operationId = "changePolicy",
      summary = "Put another version in force, for new requests or also for those that run")
  @APIResponse(responseCode = "201", description = "In force")
  public RestResponse<PolicyInForce> change(
      @HeaderParam(IfMatch.HEADER) @Nullable String ifMatch,
      @HeaderParam("Idempotency-Key") @Nullable String key,
      @NotNull @Valid PolicyChange body) {
    PolicyTable.Version made =
        changing.change(
            caller.get(),
            new ChangingPolicies.Wanted(
                body.policy().toPolicy(),
                Objects.requireNonNullElse(body.note(), ""),
                Boolean.TRUE.equals(body.applyToRunning())),
            ifMatch,
            key);
    return RestResponse.ResponseBuilder.create(RestResponse.Status.CREATED, shown(made).getEntity())
        .tag(IfMatch.tag(made.version()))
        .build();
  }

  @POST
  @Path("/trials")
  @Operation(
      operationId = "tryPolicy",
      summary = "What a policy would mean at once for the requests that run; nothing is changed")
  public PolicyTrialResult tryOut(@NotNull @Valid PolicyTrial body) {
    ReplanningClocks.Tried tried =
        changing.tryOut(caller.get().community(), body.policy().toPolicy());
    return new PolicyTrialResult(tried.running(), tried.trial());
  }

  @POST
  @Path("/matches")
  @Operation(
      operationId = "matchPolicy",
      summary = "Which case of a policy would count for a request, and why the others would not",
      description =
          "The cases in the order in which they are looked at. The first that suits counts; where"
              + " none does, the policy's own targets and steps count. Nothing is changed.")
  public PolicyMatch match(@NotNull @Valid PolicyMatchBody body) {
    List<CaseLookedAt> looked =
        changing.match(body.policy().toPolicy(), body.request().toTraits()).stream()
            .map(CaseLookedAt::of)
            .toList();
    return new PolicyMatch(
        looked.stream()
            .filter(each -> each.misfit() == null)
            .map(CaseLookedAt::name)
            .findFirst()
            .orElse(null),
        looked);
  }
}
