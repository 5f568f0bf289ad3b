package dev.crowdline.routing.waits.web;

import dev.crowdline.contracts.Need;
import dev.crowdline.contracts.Priority;
import dev.crowdline.contracts.Tier;
import dev.crowdline.routing.routes.domain.Route;
import dev.crowdline.routing.waits.ShowingQueues;
import dev.crowdline.routing.waits.domain.Queue;
import dev.crowdline.support.security.Caller;
import dev.crowdline.support.security.CurrentCaller;
import dev.crowdline.support.web.Limit;
import io.smallrye.common.annotation.RunOnVirtualThread;
import jakarta.annotation.security.RolesAllowed;
import jakarta.ws.rs.DefaultValue;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.MediaType;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jspecify.annotations.Nullable;

/** The queues of the community, for who watches them. */
@Path("/v1/queues")
@Produces(MediaType.APPLICATION_JSON)
@RolesAllowed(Caller.OPERATOR)
@Tag(name = "Queues", description = "What waits for the same, and who could take it")
@RunOnVirtualThread
public class QueueResource {
  private final CurrentCaller caller;
  private final ShowingQueues showing;

  QueueResource(CurrentCaller caller, ShowingQueues showing) {
    this.caller = caller;
    this.showing = showing;
  }

  /** The queues in which something waits. */
  public record QueueList(List<QueueView> items) {}

  /**
   * A queue: what waits for the same needs of the same tiers in the same language.
   *
   * @param needs skills and levels, as far as they were widened already
   * @param askedTiers who may be asked now
   * @param waiting requests
   * @param oldestSince when the oldest of them was submitted
   * @param usual what others waited in it; absent when too few were taken within the hour
   * @param able members who have what it needs, wherever they are
   * @param online those of them who are there
   * @param free those of them who could be offered one now
   */
  public record QueueView(
      long id,
      List<Need> needs,
      List<Tier> askedTiers,
      Tier minimumTier,
      String language,
      long waiting,
      Instant oldestSince,
      WaitResource.@Nullable UsualWait usual,
      int able,
      int online,
      int free) {}

  /** The requests of a queue. */
  public record QueuedList(List<QueuedRequest> items) {}

  /**
   * A request that waits.
   *
   * @param step the last escalation step that it reached
   */
  public record QueuedRequest(
      UUID requestId,
      Priority priority,
      Tier minimumTier,
      int step,
      int round,
      Instant submittedAt,
      String alias,
      String text) {}

  @GET
  @Operation(
      operationId = "listQueues",
      summary = "The queues in which something waits, and who could take it",
      description =
          "As of a second ago at most. Queues that nobody who is there could take come first, then"
              + " the longest; at most "
              + ShowingQueues.MOST
              + ".")
  public QueueList list() {
    return new QueueList(
        showing.of(caller.get().community()).stream().map(QueueResource::view).toList());
  }

  @GET
  @Path("/{id}/requests")
  @Operation(
      operationId = "listQueuedRequests",
      summary = "The requests of a queue that are served first, in that order",
      description = "None when nothing waits in it any more.")
  public QueuedList requests(
      @PathParam("id") long id, @QueryParam("limit") @DefaultValue(Limit.DEFAULT) Limit limit) {
    return new QueuedList(
        showing.next(caller.get().community(), id, limit.items()).stream()
            .map(QueueResource::queued)
            .toList());
  }

  private static QueueView view(Queue queue) {
    return new QueueView(
        queue.id(),
        queue.key().needs(),
        Tier.all().stream().filter(tier -> (queue.key().tiers() & 1 << tier.rank()) != 0).toList(),
        queue.key().minimumTier(),
        queue.key().language(),
        queue.waiting(),
        queue.oldest(),
        WaitResource.UsualWait.of(queue.usual()),
        queue.reach().able(),
        queue.reach().online(),
        queue.reach().free());
  }

  private static QueuedRequest queued(Route route) {
    return new QueuedRequest(
        route.id(),
        route.demand().priority(),
        route.demand().minimumTier(),
        route.demand().step(),
        route.round(),
        route.origin().submittedAt(),
        route.origin().customerAlias(),
        route.origin().question());
  }
}
