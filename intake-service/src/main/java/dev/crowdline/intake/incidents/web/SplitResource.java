package dev.crowdline.intake.incidents.web;

import dev.crowdline.intake.incidents.EndingIncidents;
import dev.crowdline.intake.requests.ReadingRequests;
import dev.crowdline.intake.requests.domain.Request;
import dev.crowdline.intake.requests.web.RequestView;
import dev.crowdline.support.security.Caller;
import dev.crowdline.support.security.CurrentCaller;
import dev.crowdline.support.web.IfMatch;
import io.smallrye.common.annotation.RunOnVirtualThread;
import jakarta.annotation.security.RolesAllowed;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.HeaderParam;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import java.util.UUID;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jboss.resteasy.reactive.RestResponse;
import org.jboss.resteasy.reactive.RestResponse.ResponseBuilder;
import org.jspecify.annotations.Nullable;

/** Takes a request out of its incident. */
@Path("/v1/requests/{id}/split")
@Consumes(MediaType.WILDCARD) // there is no body
@Produces(MediaType.APPLICATION_JSON)
@Tag(name = "Incidents", description = "Many requests with one cause, answered once")
@RolesAllowed(Caller.OPERATOR)
@RunOnVirtualThread
public class SplitResource {
  private final EndingIncidents ending;
  private final ReadingRequests reading;
  private final CurrentCaller caller;

  SplitResource(EndingIncidents ending, ReadingRequests reading, CurrentCaller caller) {
    this.ending = ending;
    this.reading = reading;
    this.caller = caller;
  }

  @POST
  @Operation(
      operationId = "splitRequest",
      summary = "Take a request out of its incident: it is offered to members again, on its own")
  @APIResponse(responseCode = "200", description = "The request after it")
  public RestResponse<RequestView> split(
      @PathParam("id") UUID id, @HeaderParam("Idempotency-Key") @Nullable String key) {
    ending.split(caller.get(), id, key);
    Request split = reading.get(caller.get().community(), id);
    return ResponseBuilder.ok(RequestView.of(split)).tag(IfMatch.tag(split.version())).build();
  }
}
