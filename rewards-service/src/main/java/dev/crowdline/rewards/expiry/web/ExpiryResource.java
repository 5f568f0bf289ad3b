package dev.crowdline.rewards.expiry.web;

import dev.crowdline.rewards.expiry.SettingExpiry;
import dev.crowdline.rewards.expiry.domain.ExpiryRule;
import dev.crowdline.support.problems.Problem;
import dev.crowdline.support.problems.ProblemType;
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

/** When points expire. */
@Path("/v1/programme/expiry")
@Consumes(MediaType.APPLICATION_JSON)
@Produces(MediaType.APPLICATION_JSON)
@RolesAllowed(Caller.OPERATOR)
@Tag(name = "Programme")
@RunOnVirtualThread
public class ExpiryResource {
  private final SettingExpiry setting;
  private final CurrentCaller caller;

  ExpiryResource(SettingExpiry setting, CurrentCaller caller) {
    this.setting = setting;
    this.caller = caller;
  }

  /**
   * A rule as it is given.
   *
   * @param afterDays after the day on which they came to the wallet; never when absent
   * @param noticeDays so long before at least the member is told; fewer than afterDays
   */
  public record ExpiryBody(
      @Nullable @Min(2) @Max(3_660) Integer afterDays,
      @NotNull @Min(1) @Max(366) Integer noticeDays) {}

  /**
   * A rule.
   *
   * @param afterDays absent when points never expire
   * @param version an edit names it in If-Match; absent as long as none was set
   */
  public record ExpiryView(@Nullable Integer afterDays, int noticeDays, @Nullable Long version) {}

  @GET
  @Operation(operationId = "getExpiry", summary = "When points expire that nobody spends")
  public RestResponse<ExpiryView> get() {
    return shown(setting.get(caller.get().community()));
  }

  @PUT
  @Operation(
      operationId = "putExpiry",
      summary = "Say when points expire",
      description =
          "The oldest are spent first. Members are told before, and nothing expires that was not"
              + " announced; what the rule before announced is announced anew.")
  public RestResponse<ExpiryView> put(
      @HeaderParam(IfMatch.HEADER) @Nullable String ifMatch, @NotNull @Valid ExpiryBody body) {
    if (body.afterDays() != null && body.noticeDays() >= body.afterDays()) {
      throw Problem.field(
          ProblemType.INVALID, "noticeDays", "must be fewer than afterDays, " + body.afterDays());
    }
    return shown(
        setting.put(caller.get(), new ExpiryRule(body.afterDays(), body.noticeDays(), 0), ifMatch));
  }

  private static RestResponse<ExpiryView> shown(ExpiryRule rule) {
    boolean stands = rule.version() > 0;
    ResponseBuilder<ExpiryView> response =
        ResponseBuilder.ok(
            new ExpiryView(rule.afterDays(), rule.noticeDays(), stands ? rule.version() : null));
    return stands ? response.tag(IfMatch.tag(rule.version())).build() : response.build();
  }
}
