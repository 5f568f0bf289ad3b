package dev.crowdline.support.acts;

import dev.crowdline.support.problems.Problem;
import dev.crowdline.support.problems.ProblemType;
import dev.crowdline.support.running.ServiceIdentity;
import dev.crowdline.support.security.Caller;
import dev.crowdline.support.security.CurrentCaller;
import dev.crowdline.support.web.Cursor;
import dev.crowdline.support.web.Limit;
import dev.crowdline.support.web.Page;
import io.smallrye.common.annotation.RunOnVirtualThread;
import jakarta.annotation.security.RolesAllowed;
import jakarta.ws.rs.DefaultValue;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.MediaType;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jspecify.annotations.Nullable;

/** This service's part of the audit. */
@Path("/v1/{service}/acts")
@Produces(MediaType.APPLICATION_JSON)
@RolesAllowed(Caller.OPERATOR)
@RunOnVirtualThread
@Tag(name = "Audit", description = "Who of the company did what, kept for good")
public class ServiceActResource {
  private final Acts acts;
  private final ServiceIdentity identity;
  private final CurrentCaller caller;

  ServiceActResource(Acts acts, ServiceIdentity identity, CurrentCaller caller) {
    this.acts = acts;
    this.identity = identity;
    this.caller = caller;
  }

  @GET
  @Operation(
      operationId = "listServiceActs",
      summary = "What staff and administrators did in this service, the latest first",
      description =
          "Each service keeps what is done in it; the whole audit of a community is these four lists"
              + " together.")
  public Page<Act> list(
      @PathParam("service") String service,
      @QueryParam("cursor") @Nullable String cursor,
      @QueryParam("limit") @DefaultValue(Limit.DEFAULT) Limit limit) {
    if (!service.equals(identity.service())) {
      throw Problem.of(
          ProblemType.NOT_FOUND,
          "this is " + identity.service() + "; there is no " + service + " here");
    }
    return acts.all(caller.get().community(), Cursor.parse(cursor), limit);
  }
}
