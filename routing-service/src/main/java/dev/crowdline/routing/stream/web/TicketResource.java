package dev.crowdline.routing.stream.web;

import dev.crowdline.routing.stream.Tickets;
import dev.crowdline.support.security.Caller;
import dev.crowdline.support.security.CurrentCaller;
import io.quarkus.security.identity.SecurityIdentity;
import io.smallrye.common.annotation.RunOnVirtualThread;
import jakarta.annotation.security.RolesAllowed;
import jakarta.ws.rs.HeaderParam;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import java.time.Instant;
import org.eclipse.microprofile.jwt.JsonWebToken;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponseSchema;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jspecify.annotations.Nullable;

/** Tickets for the stream. */
@Path("/v1/stream/tickets")
@Produces(MediaType.APPLICATION_JSON)
@Tag(
    name = "Stream",
    description =
        "The socket on which offers are pushed; its messages stand in the AsyncAPI document")
@RunOnVirtualThread
public class TicketResource {
  private final Tickets tickets;
  private final CurrentCaller caller;
  private final SecurityIdentity identity;

  TicketResource(Tickets tickets, CurrentCaller caller, SecurityIdentity identity) {
    this.tickets = tickets;
    this.caller = caller;
    this.identity = identity;
  }

  /** A ticket; put it into {@code /v1/stream?ticket=…} within 30 seconds, once. */
  public record TicketView(String ticket, Instant expiresAt) {}

  @POST
  @RolesAllowed({Caller.CONTRIBUTOR, Caller.SPECIALIST})
  @Operation(
      operationId = "createStreamTicket",
      summary = "A ticket that opens the stream once, within 30 seconds")
  @APIResponseSchema(value = TicketView.class, responseCode = "201")
  public Response create(@HeaderParam("Origin") @Nullable String origin) {
    Instant until =
        identity.getPrincipal() instanceof JsonWebToken token
            ? Instant.ofEpochSecond(token.getExpirationTime())
            : Instant.EPOCH;
    Tickets.Ticket ticket = tickets.make(caller.get(), origin, until);
    return Response.status(201)
        .entity(new TicketView(tickets.sign(ticket), ticket.until()))
        .build();
  }
}
