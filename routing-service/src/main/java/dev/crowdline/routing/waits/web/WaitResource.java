package dev.crowdline.routing.waits.web;

import dev.crowdline.routing.waits.EstimatingWaits;
import dev.crowdline.routing.waits.domain.Range;
import dev.crowdline.routing.waits.persistence.WaitTable;
import dev.crowdline.support.problems.Problem;
import dev.crowdline.support.security.Caller;
import dev.crowdline.support.security.CurrentCaller;
import io.smallrye.common.annotation.RunOnVirtualThread;
import jakarta.annotation.security.RolesAllowed;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import java.util.UUID;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jboss.resteasy.reactive.Cache;
import org.jspecify.annotations.Nullable;

/** How long a customer will wait, for whoever holds the request's link. */
@Path("/v1/routes/{id}/wait")
@Produces(MediaType.APPLICATION_JSON)
@Tag(name = "Routes", description = "Where requests stand on their way to somebody who answers")
@RunOnVirtualThread
public class WaitResource {
  private final EstimatingWaits estimating;
  private final CurrentCaller caller;

  WaitResource(EstimatingWaits estimating, CurrentCaller caller) {
    this.estimating = estimating;
    this.caller = caller;
  }

  /**
   * What others waited who asked for the same and were taken within the last hour.
   *
   * @param fromSeconds eight of ten waited at least this long
   * @param toSeconds and at most this long
   * @param of how many waits it rests on
   */
  public record UsualWait(long fromSeconds, long toSeconds, int of) {
    static @Nullable UsualWait of(@Nullable Range range) {
      return range == null
          ? null
          : new UsualWait(range.from().toSeconds(), range.to().toSeconds(), range.of());
    }
  }

  /**
   * A place in a queue.
   *
   * @param waiting false when somebody has it already, or it is over
   * @param position 1 is next; absent when it waits for nobody, or was not heard of yet
   * @param positionIsAtLeast whether so many are ahead that counting stopped
   * @param usual absent when too few were taken within the hour to say
   */
  public record WaitView(
      boolean waiting,
      @Nullable @Schema(minimum = "1") Integer position,
      boolean positionIsAtLeast,
      @Nullable UsualWait usual) {}

  @GET
  @Cache(noStore = true)
  @RolesAllowed(Caller.CUSTOMER)
  @Operation(
      operationId = "getWait",
      summary = "The place in the queue, and what others waited within the last hour")
  public WaitView get(@PathParam("id") UUID id) {
    Caller customer = caller.get();
    if (!id.equals(customer.requestId())) {
      throw Problem.notFound("route", id);
    }
    EstimatingWaits.Estimate estimate = estimating.of(customer.community(), id);
    if (estimate == null) {
      // The link is older than the fact: routing hears of the request in a moment.
      return new WaitView(true, null, false, null);
    }
    Integer ahead = estimate.ahead();
    return new WaitView(
        ahead != null,
        ahead == null ? null : ahead + 1,
        ahead != null && ahead >= WaitTable.FARTHEST,
        UsualWait.of(estimate.range()));
  }
}
