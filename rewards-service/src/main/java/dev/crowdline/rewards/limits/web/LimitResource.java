package dev.crowdline.rewards.limits.web;

import dev.crowdline.rewards.limits.KeepingLimits;
import dev.crowdline.rewards.limits.domain.Limits;
import dev.crowdline.support.security.Caller;
import dev.crowdline.support.security.CurrentCaller;
import dev.crowdline.support.web.IfMatch;
import io.smallrye.common.annotation.RunOnVirtualThread;
import jakarta.annotation.security.RolesAllowed;
import jakarta.validation.Valid;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
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

/** How much may be moved. */
@Path("/v1/programme/limits")
@Consumes(MediaType.APPLICATION_JSON)
@Produces(MediaType.APPLICATION_JSON)
@RolesAllowed(Caller.OPERATOR)
@Tag(name = "Programme")
@RunOnVirtualThread
public class LimitResource {
  private final KeepingLimits keeping;
  private final CurrentCaller caller;

  LimitResource(KeepingLimits keeping, CurrentCaller caller) {
    this.keeping = keeping;
    this.caller = caller;
  }

  /**
   * Limits as they are given.
   *
   * @param pointsPerDay for which a member may take items in a day of UTC; any number when absent
   * @param waitDays after registering in which nothing may be taken; none when absent
   * @param correctAlone points that one operator may add or take off without a second; 1,000 when
   *     absent
   */
  public record LimitsBody(
      @Nullable @Min(1) @Max(100_000_000) Long pointsPerDay,
      @Nullable @Min(1) @Max(366) Integer waitDays,
      @Nullable @Min(0) @Max(100_000_000) Long correctAlone) {}

  /**
   * Limits.
   *
   * @param version an edit names it in If-Match; absent as long as none were set
   */
  public record LimitsView(
      @Nullable Long pointsPerDay,
      @Nullable Integer waitDays,
      @Nullable Long correctAlone,
      @Nullable Long version) {}

  @GET
  @Operation(
      operationId = "getLimits",
      summary = "How much a member may take in a day and when, and what one operator may correct")
  public RestResponse<LimitsView> get() {
    return shown(keeping.get(caller.get().community()));
  }

  @PUT
  @Operation(
      operationId = "putLimits",
      summary = "Say how much may be moved",
      description =
          "They keep a stolen account from being emptied at once. What was taken before stays;"
              + " refunded items do not count. A correction of more points than correctAlone takes a"
              + " second operator.")
  public RestResponse<LimitsView> put(
      @HeaderParam(IfMatch.HEADER) @Nullable String ifMatch, @NotNull @Valid LimitsBody body) {
    return shown(
        keeping.put(
            caller.get(),
            new Limits(body.pointsPerDay(), body.waitDays(), body.correctAlone(), 0),
            ifMatch));
  }

  private static RestResponse<LimitsView> shown(Limits limits) {
    boolean stand = limits.version() > 0;
    ResponseBuilder<LimitsView> response =
        ResponseBuilder.ok(
            new LimitsView(
                limits.pointsPerDay(),
                limits.waitDays(),
                limits.correctAlone(),
                stand ? limits.version() : null));
    return stand ? response.tag(IfMatch.tag(limits.version())).build() : response.build();
  }
}
