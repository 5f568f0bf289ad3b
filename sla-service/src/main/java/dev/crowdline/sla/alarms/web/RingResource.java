package dev.crowdline.sla.alarms.web;

import dev.crowdline.sla.alarms.KeepingAlarms;
import dev.crowdline.sla.alarms.domain.Ring;
import dev.crowdline.support.security.Caller;
import dev.crowdline.support.security.CurrentCaller;
import dev.crowdline.support.web.Cursor;
import dev.crowdline.support.web.Limit;
import dev.crowdline.support.web.Page;
import io.smallrye.common.annotation.RunOnVirtualThread;
import jakarta.annotation.security.RolesAllowed;
import jakarta.ws.rs.DefaultValue;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.MediaType;
import java.util.List;
import java.util.UUID;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jspecify.annotations.Nullable;

/** When alarms rang. */
@Path("/v1/alarm-rings")
@Produces(MediaType.APPLICATION_JSON)
@RolesAllowed(Caller.OPERATOR)
@RunOnVirtualThread
@Tag(name = "Alarms")
public class RingResource {
  private final CurrentCaller caller;
  private final KeepingAlarms keeping;

  RingResource(CurrentCaller caller, KeepingAlarms keeping) {
    this.caller = caller;
    this.keeping = keeping;
  }

  @GET
  @Operation(
      operationId = "listRings",
      summary = "When alarms rang, the latest first",
      description = "Kept for 90 days at least.")
  public Page<RingView> list(
      @QueryParam("cursor") @Nullable String cursor,
      @QueryParam("limit") @DefaultValue(Limit.DEFAULT) Limit limit) {
    List<Ring> found =
        keeping.rings(caller.get().community(), Cursor.parse(cursor), limit.items() + 1);
    return Page.of(
        found.stream().map(RingView::of).toList(),
        limit,
        ring -> new Cursor(ring.beganAt(), ring.id()));
  }

  @POST
  @Path("/{id}/acknowledge")
  @Operation(
      operationId = "acknowledgeRing",
      summary = "Say that you have seen it; who was first stays")
  public RingView acknowledge(@PathParam("id") UUID id) {
    return RingView.of(keeping.see(caller.get(), id));
  }
}
