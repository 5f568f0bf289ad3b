package dev.crowdline.intake.channels.web;

import dev.crowdline.intake.channels.WatchingDeliveries;
import dev.crowdline.intake.channels.domain.Delivery;
import dev.crowdline.support.security.Caller;
import dev.crowdline.support.security.CurrentCaller;
import dev.crowdline.support.web.Asked;
import dev.crowdline.support.web.Cursor;
import dev.crowdline.support.web.Limit;
import dev.crowdline.support.web.Page;
import io.smallrye.common.annotation.RunOnVirtualThread;
import jakarta.annotation.security.RolesAllowed;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.DefaultValue;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.HeaderParam;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.MediaType;
import java.time.Instant;
import java.util.UUID;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jspecify.annotations.Nullable;

/** Messages on their way to customers, by their channels. No address is shown (P13). */
@Path("/v1/deliveries")
@Consumes(MediaType.APPLICATION_JSON)
@Produces(MediaType.APPLICATION_JSON)
@Tag(name = "Channels", description = "Where customers write from, and what goes back to them")
@RolesAllowed(Caller.OPERATOR)
@RunOnVirtualThread
public class DeliveryResource {
  private final WatchingDeliveries watching;
  private final CurrentCaller caller;

  DeliveryResource(WatchingDeliveries watching, CurrentCaller caller) {
    this.watching = watching;
    this.caller = caller;
  }

  /**
   * A delivery.
   *
   * @param id of the message that is delivered
   * @param accountId the account that it is sent by
   * @param attempts how often it was tried
   * @param unsure whether it may have arrived once more, because a process died while it sent
   * @param nextAt when it is tried next; absent when it is sent or given up
   * @param problem what the last attempt met
   */
  @Schema(name = "Delivery")
  public record DeliveryView(
      UUID id,
      UUID requestId,
      UUID accountId,
      Delivery.State state,
      int attempts,
      boolean unsure,
      Instant createdAt,
      @Nullable Instant nextAt,
      @Nullable Instant sentAt,
      @Nullable String problem) {
    static DeliveryView of(Delivery delivery) {
      return new DeliveryView(
          delivery.messageId(),
          delivery.requestId(),
          delivery.accountId(),
          delivery.state(),
          delivery.attempts(),
          delivery.unsure(),
          delivery.createdAt(),
          delivery.dueAt(),
          delivery.sentAt(),
          delivery.problem());
    }
  }

  @GET
  @Operation(
      operationId = "listDeliveries",
      summary = "Messages on their way to customers, the latest first; FAILED are those given up")
  public Page<DeliveryView> list(
      @QueryParam("state") @Schema(implementation = Delivery.State.class) @Nullable String state,
      @QueryParam("cursor") @Nullable String cursor,
      @QueryParam("limit") @DefaultValue(Limit.DEFAULT) Limit limit) {
    Page<Delivery> page =
        watching.list(
            caller.get().community(),
            Asked.constant("state", Delivery.State.class, state),
            Cursor.parse(cursor),
            limit);
    return new Page<>(page.items().stream().map(DeliveryView::of).toList(), page.next());
  }

  @POST
  @Consumes(MediaType.WILDCARD) // there is no body
  @Path("/{id}/retry")
  @Operation(
      operationId = "retryDelivery",
      summary = "Try a delivery that was given up again, for a day")
  @APIResponse(responseCode = "200", description = "The delivery after it")
  public DeliveryView retry(
      @PathParam("id") UUID id, @HeaderParam("Idempotency-Key") @Nullable String key) {
    return DeliveryView.of(watching.retry(caller.get(), id, key));
  }
}
