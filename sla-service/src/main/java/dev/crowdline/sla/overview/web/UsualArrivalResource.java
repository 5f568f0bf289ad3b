package dev.crowdline.sla.overview.web;

import dev.crowdline.sla.overview.ShowingUsualArrivals;
import dev.crowdline.sla.overview.domain.UsualArrivals;
import dev.crowdline.support.security.Caller;
import dev.crowdline.support.security.CurrentCaller;
import io.smallrye.common.annotation.RunOnVirtualThread;
import jakarta.annotation.security.RolesAllowed;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;

/** Whether more is asked than usual. */
@Path("/v1/overview/usual-arrivals")
@Produces(MediaType.APPLICATION_JSON)
@RolesAllowed(Caller.OPERATOR)
@RunOnVirtualThread
@Tag(name = "Overview")
public class UsualArrivalResource {
  private final CurrentCaller caller;
  private final ShowingUsualArrivals showing;

  UsualArrivalResource(CurrentCaller caller, ShowingUsualArrivals showing) {
    this.caller = caller;
    this.showing = showing;
  }

  @GET
  @Operation(
      operationId = "getUsualArrivals",
      summary = "The arrivals of the last hour, and what is usual at this time",
      description =
          "Usual is the median of the same time on the same weekday of the last four weeks or, while"
              + " fewer than two of these are known, on the last seven days. As of ten seconds ago at"
              + " most.")
  public UsualArrivals usual() {
    return showing.of(caller.get().community());
  }
}
