package dev.crowdline.intake.personaldata.web;

import dev.crowdline.intake.personaldata.ChangingRetention;
import dev.crowdline.intake.personaldata.domain.Retention;
import dev.crowdline.support.database.Versioned;
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
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jboss.resteasy.reactive.RestResponse;
import org.jboss.resteasy.reactive.RestResponse.ResponseBuilder;
import org.jspecify.annotations.Nullable;

/** For how long what people wrote is kept. */
@Path("/v1/retention")
@Consumes(MediaType.APPLICATION_JSON)
@Produces(MediaType.APPLICATION_JSON)
@Tag(name = "Retention", description = "For how long what people wrote is kept")
@RolesAllowed(Caller.OPERATOR)
@RunOnVirtualThread
public class RetentionResource {
  private final ChangingRetention changing;
  private final CurrentCaller caller;

  RetentionResource(ChangingRetention changing, CurrentCaller caller) {
    this.changing = changing;
    this.caller = caller;
  }

  /**
   * For how long.
   *
   * @param days after the end of a request; null for ever
   */
  public record RetentionBody(@Nullable @Min(1) @Max(Retention.MOST) Integer days) {}

  /**
   * What stands.
   *
   * @param days after the end of a request; null for ever
   * @param version what If-Match names
   */
  @Schema(name = "Retention")
  public record RetentionView(@Nullable Integer days, long version) {}

  @GET
  @Operation(
      operationId = "getRetention",
      summary = "For how long after the end of a request its texts are kept",
      description = "It has an ETag, which an edit may name.")
  public RestResponse<RetentionView> get() {
    return tagged(changing.get(caller.get().community()));
  }

  @PUT
  @Operation(
      operationId = "putRetention",
      summary = "Say for how long; what is older then is cleared for good, within minutes")
  public RestResponse<RetentionView> put(
      @HeaderParam(IfMatch.HEADER) @Nullable String ifMatch, @NotNull @Valid RetentionBody body) {
    return tagged(changing.put(caller.get(), new Retention(body.days()), ifMatch));
  }

  private static RestResponse<RetentionView> tagged(Versioned<Retention> retention) {
    return ResponseBuilder.ok(new RetentionView(retention.value().days(), retention.version()))
        .tag(IfMatch.tag(retention.version()))
        .build();
  }
}
