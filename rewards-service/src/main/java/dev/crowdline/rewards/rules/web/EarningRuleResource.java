package dev.crowdline.rewards.rules.web;

import dev.crowdline.contracts.EarningRules;
import dev.crowdline.contracts.Policy;
import dev.crowdline.rewards.programme.domain.Liability;
import dev.crowdline.rewards.rules.ChangingRules;
import dev.crowdline.rewards.rules.domain.Preview;
import dev.crowdline.support.acts.Act;
import dev.crowdline.support.security.Caller;
import dev.crowdline.support.security.CurrentCaller;
import dev.crowdline.support.tenancy.Communities;
import dev.crowdline.support.tenancy.EarningRulesTable.Version;
import dev.crowdline.support.web.IfMatch;
import dev.crowdline.support.web.Limit;
import dev.crowdline.support.web.Opaque;
import dev.crowdline.support.web.Page;
import io.smallrye.common.annotation.RunOnVirtualThread;
import jakarta.annotation.security.RolesAllowed;
import jakarta.validation.Valid;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import jakarta.validation.constraints.NotNull;
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
import java.util.Objects;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jboss.resteasy.reactive.RestResponse;
import org.jboss.resteasy.reactive.RestResponse.ResponseBuilder;
import org.jspecify.annotations.Nullable;

/** What answers pay. */
@Path("/v1/earning-rules")
@Consumes(MediaType.APPLICATION_JSON)
@Produces(MediaType.APPLICATION_JSON)
@RolesAllowed(Caller.OPERATOR)
@Tag(name = "Earning rules", description = "What answers pay, and what other rules would")
@RunOnVirtualThread
public class EarningRuleResource {
  private final ChangingRules changing;
  private final Communities communities;
  private final CurrentCaller caller;

  EarningRuleResource(ChangingRules changing, Communities communities, CurrentCaller caller) {
    this.changing = changing;
    this.communities = communities;
    this.caller = caller;
  }

  /**
   * The rules in force.
   *
   * @param version a change names it in If-Match; absent as long as none were stated, and the
   *     policy's points count
   */
  public record EarningRulesInForce(
      @Nullable Integer version, @Nullable Instant since, EarningRules rules) {
    private static EarningRulesInForce of(Version version) {
      return new EarningRulesInForce(version.version(), version.since(), version.rules());
    }
  }

  /**
   * Rules that somebody would have.
   *
   * @param note why, for those who look later
   */
  public record EarningRulesChange(
      @NotNull @Valid EarningRulesBody rules, @Nullable @Size(max = 500) String note) {}

  /**
   * Rules to try.
   *
   * @param days of answers to look at, 30 when absent
   */
  public record EarningRulesDraft(
      @NotNull @Valid EarningRulesBody rules, @Nullable @Min(1) @Max(366) Integer days) {}

  /** A version, who made it and why. */
  public record EarningRulesVersion(
      int version, Instant since, @Nullable String by, @Nullable String note, EarningRules rules) {
    private static EarningRulesVersion of(ChangingRules.Made made) {
      Act by = made.by();
      return new EarningRulesVersion(
          made.version().version(),
          made.version().since(),
          by == null ? null : by.name(),
          made.note(),
          made.version().rules());
    }
  }

  /**
   * What answers cost.
   *
   * @param points by all rules
   * @param minor that in money by the policy's value of a point, in the smallest unit, rounded up
   * @param confirmedAnswer points for answers
   * @param promptAnswer points for having answered soon
   * @param wellRated points for good ratings
   * @param capped answers that a day's cap made less of
   */
  public record EarningCost(
      long points,
      long minor,
      long confirmedAnswer,
      long promptAnswer,
      long wellRated,
      long capped) {}

  /**
   * What other rules would have cost.
   *
   * @param days that were looked at
   * @param answers that were given in them and not refused
   * @param now what they cost
   * @param draft what they would have cost, what escalation added in proportion
   * @param currency the policy's, ISO 4217
   * @param ranks the same by the rank that members have now, from the bottom up
   */
  public record EarningRulesPreview(
      int days,
      long answers,
      EarningCost now,
      EarningCost draft,
      String currency,
      List<CostOfRank> ranks) {}

  /** Of the answers of members of one rank. */
  public record CostOfRank(String rank, long answers, EarningCost now, EarningCost draft) {}

  @GET
  @Path("/current")
  @RolesAllowed({Caller.OPERATOR, Caller.CONTRIBUTOR, Caller.SPECIALIST})
  @Operation(
      operationId = "getEarningRules",
      summary = "What answers to new requests pay, with the ETag of an edit")
  public RestResponse<EarningRulesInForce> current() {
    Version version = changing.current(caller.get().community());
    return version == null
        ? RestResponse.ok(
            new EarningRulesInForce(null, null, communities.of(caller.get().community()).earning()))
        : shown(RestResponse.Status.OK, version);
  }

  @GET
  @Operation(
      operationId = "listEarningRules",
      summary = "All versions of the rules, the latest first: who made each, when and why")
  public Page<EarningRulesVersion> list(
      @QueryParam("cursor") @Nullable String cursor,
      @QueryParam("limit") @DefaultValue(Limit.DEFAULT) Limit limit) {
    Integer before = Opaque.cursor(cursor, 1, parts -> Integer.valueOf(parts[0]), Opaque::written);
    List<EarningRulesVersion> found =
        changing
            .history(
                caller.get().community(),
                Objects.requireNonNullElse(before, Integer.MAX_VALUE),
                limit.items() + 1)
            .stream()
            .map(EarningRulesVersion::of)
            .toList();
    return found.size() <= limit.items()
        ? new Page<>(found, null)
        : new Page<>(
            found.subList(0, limit.items()),
            Opaque.written(found.get(limit.items() - 1).version()));
  }

  @POST
  @Operation(
      operationId = "changeEarningRules",
      summary = "Put other rules in force, for new requests",
      description =
          "What was submitted before keeps the rules of its time, and an offer never pays less than"
              + " it showed.")
  @APIResponse(responseCode = "201", description = "In force")
  public RestResponse<EarningRulesInForce> change(
      @HeaderParam(IfMatch.HEADER) @Nullable String ifMatch,
      @HeaderParam("Idempotency-Key") @Nullable String key,
      @NotNull @Valid EarningRulesChange body) {
    return shown(
        RestResponse.Status.CREATED,
        changing.change(
            caller.get(),
            new ChangingRules.Wanted(
                body.rules().toRules(), Objects.requireNonNullElse(body.note(), "")),
            ifMatch,
            key));
  }

  @POST
  @Path("/preview")
  @Operation(
      operationId = "previewEarningRules",
      summary = "What the answers of the last days would have cost by other rules",
      description =
          "Answers that were refused are left out, and those that wait for their verdict are not."
              + " What escalation added stays in proportion. Nothing is changed.")
  public EarningRulesPreview preview(@NotNull @Valid EarningRulesDraft body) {
    String community = caller.get().community();
    int days = Objects.requireNonNullElse(body.days(), 30);
    ChangingRules.Tried tried = changing.preview(community, body.rules().toRules(), days);
    Policy.Cost cost = communities.of(community).policy().cost();
    long pointMilli = cost.pointMilliCents();
    return new EarningRulesPreview(
        days,
        tried.all().answers(),
        cost(tried.all().now(), pointMilli),
        cost(tried.all().draft(), pointMilli),
        cost.currency(),
        tried.ranks().stream()
            .map(of ->
                new CostOfRank(
                    of.rank(),
                    of.sum().answers(),
                    cost(of.sum().now(), pointMilli),
                    cost(of.sum().draft(), pointMilli)))
            .toList());
  }

  private static EarningCost cost(Preview.Cost cost, long pointMilli) {
    return new EarningCost(
        cost.points(),
        new Liability(cost.points(), pointMilli).minor(),
        cost.confirmedAnswer(),
        cost.promptAnswer(),
        cost.wellRated(),
        cost.capped());
  }

  private static RestResponse<EarningRulesInForce> shown(
      RestResponse.Status status, Version version) {
    return ResponseBuilder.create(status, EarningRulesInForce.of(version))
        .tag(IfMatch.tag(version.version()))
        .build();
  }
}
