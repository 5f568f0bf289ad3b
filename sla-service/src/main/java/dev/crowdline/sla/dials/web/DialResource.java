package dev.crowdline.sla.dials.web;

import dev.crowdline.sla.dials.ComparingGroups;
import dev.crowdline.sla.dials.domain.Comparison;
import dev.crowdline.support.security.Caller;
import dev.crowdline.support.security.CurrentCaller;
import io.smallrye.common.annotation.RunOnVirtualThread;
import jakarta.annotation.security.RolesAllowed;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;

/** What a dial shows. */
@Path("/v1/dials")
@Produces(MediaType.APPLICATION_JSON)
@RolesAllowed(Caller.OPERATOR)
@RunOnVirtualThread
@Tag(name = "Reports", description = "What a day or a month came to, by topic")
public class DialResource {
  private final CurrentCaller caller;
  private final ComparingGroups comparing;

  DialResource(CurrentCaller caller, ComparingGroups comparing) {
    this.caller = caller;
    this.comparing = comparing;
  }

  @GET
  @Path("/{name}")
  @Operation(
      operationId = "compareDial",
      summary = "How the community does with a topic, beside the company's own people",
      description =
          "Of a topic with a communityPercent: time, stars, reopening and cost of both groups, with the"
              + " bounds of 95 %. The method is in the answer.")
  public Comparison compare(@PathParam("name") String name) {
    return comparing.of(caller.get().community(), name);
  }
}
