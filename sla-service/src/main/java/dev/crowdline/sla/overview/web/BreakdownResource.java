package dev.crowdline.sla.overview.web;

import dev.crowdline.sla.overview.ShowingBreakdowns;
import dev.crowdline.sla.overview.domain.Breakdown;
import dev.crowdline.sla.overview.domain.Dimension;
import dev.crowdline.support.security.Caller;
import dev.crowdline.support.security.CurrentCaller;
import io.smallrye.common.annotation.RunOnVirtualThread;
import jakarta.annotation.security.RolesAllowed;
import jakarta.ws.rs.DefaultValue;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.MediaType;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;

/** Where the requests of the community wait. */
@Path("/v1/overview/breakdowns")
@Produces(MediaType.APPLICATION_JSON)
@RolesAllowed(Caller.OPERATOR)
@RunOnVirtualThread
@Tag(name = "Overview")
public class BreakdownResource {
  private final CurrentCaller caller;
  private final ShowingBreakdowns showing;

  BreakdownResource(CurrentCaller caller, ShowingBreakdowns showing) {
    this.caller = caller;
    this.showing = showing;
  }

  @GET
  @Operation(
      operationId = "getBreakdown",
      summary = "Where requests wait: by skill, topic, channel, priority, tier or language",
      description =
          "For each value the unfinished requests, as of a second ago at most, and the arrivals of"
              + " the last thirty minutes. What needs somebody most comes first; at most 100 values."
              + " A request that needs several skills counts under each.")
  public Breakdown breakdown(
      @QueryParam("by")
          @DefaultValue("skill")
          @Schema(enumeration = {"skill", "topic", "channel", "priority", "tier", "language"})
          String by) {
    return showing.of(
        caller.get().community(), Words.of(Dimension.values(), Dimension::word, "by", by));
  }
}
