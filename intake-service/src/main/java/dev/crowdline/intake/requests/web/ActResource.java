package dev.crowdline.intake.requests.web;

import dev.crowdline.support.acts.Act;
import dev.crowdline.support.acts.Acts;
import dev.crowdline.support.security.Caller;
import dev.crowdline.support.security.CurrentCaller;
import dev.crowdline.support.web.Asked;
import dev.crowdline.support.web.Cursor;
import dev.crowdline.support.web.Limit;
import dev.crowdline.support.web.Page;
import io.smallrye.common.annotation.RunOnVirtualThread;
import jakarta.annotation.security.RolesAllowed;
import jakarta.ws.rs.DefaultValue;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.MediaType;
import java.util.UUID;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jspecify.annotations.Nullable;

/** Who of the company did what to which request. */
@Path("/v1/acts")
@Produces(MediaType.APPLICATION_JSON)
@Tag(name = "Acts", description = "What staff and integrators did to requests, kept for good")
@RolesAllowed(Caller.OPERATOR)
@RunOnVirtualThread
public class ActResource {
  private final Acts acts;
  private final CurrentCaller caller;

  ActResource(Acts acts, CurrentCaller caller) {
    this.acts = acts;
    this.caller = caller;
  }

  @GET
  @Operation(
      operationId = "listActs",
      summary = "What staff and integrators did to requests, the latest first; it is kept for good")
  public Page<Act> list(
      @QueryParam("request") @Schema(implementation = UUID.class) @Nullable String request,
      @QueryParam("cursor") @Nullable String cursor,
      @QueryParam("limit") @DefaultValue(Limit.DEFAULT) Limit limit) {
    return acts.onRequests(
        caller.get().community(), Asked.uuid("request", request), Cursor.parse(cursor), limit);
  }
}
