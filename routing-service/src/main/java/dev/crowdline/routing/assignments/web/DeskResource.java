package dev.crowdline.routing.assignments.web;

import dev.crowdline.contracts.Tier;
import dev.crowdline.routing.members.CallingMember;
import dev.crowdline.routing.notes.web.NoteResource;
import dev.crowdline.routing.routes.HandingOver;
import dev.crowdline.routing.routes.SeeingRoutes;
import dev.crowdline.support.database.Database;
import dev.crowdline.support.security.Caller;
import dev.crowdline.support.security.CurrentCaller;
import io.smallrye.common.annotation.RunOnVirtualThread;
import jakarta.annotation.security.RolesAllowed;
import jakarta.validation.Valid;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Size;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.HeaderParam;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import java.util.UUID;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jspecify.annotations.Nullable;

/** What specialists do at their desk beside claiming: look without taking, and hand over. */
@Path("/v1/routes")
@Consumes(MediaType.APPLICATION_JSON)
@Produces(MediaType.APPLICATION_JSON)
@Tag(name = "Routes", description = "Where requests stand on their way to somebody who answers")
@RunOnVirtualThread
public class DeskResource {
  private final SeeingRoutes seeing;
  private final ReadingAssignments reading;
  private final HandingOver handing;
  private final CallingMember callers;
  private final Database database;
  private final CurrentCaller caller;

  DeskResource(
      SeeingRoutes seeing,
      ReadingAssignments reading,
      HandingOver handing,
      CallingMember callers,
      Database database,
      CurrentCaller caller) {
    this.seeing = seeing;
    this.reading = reading;
    this.handing = handing;
    this.callers = callers;
    this.database = database;
    this.caller = caller;
  }

  /**
   * To whom work goes.
   *
   * @param memberId a specialist who is online and has room
   * @param note for that specialist; neither customer nor community reads it
   */
  public record HandOver(
      @NotNull UUID memberId, @Nullable @Size(max = NoteResource.LONGEST) String note) {}

  /** That the work is somebody else's now. */
  public record HandedOver(UUID routeId, UUID assignmentId, UUID memberId) {}

  @GET
  @Path("/{id}/conversation")
  @RolesAllowed({Caller.OPERATOR, Caller.SPECIALIST})
  @Operation(
      operationId = "peekIntoRoute",
      summary = "What was said on a request, and what others left of their work, without taking it")
  public ConversationView peek(@PathParam("id") UUID id) {
    Caller who = caller.get();
    Tier tier = seeing.tierOf(who);
    return database.read(sql -> reading.peek(sql, seeing.find(sql, who, tier, id), tier));
  }

  @GET
  @Path("/{id}/answers/{messageId}")
  @RolesAllowed({Caller.OPERATOR, Caller.SPECIALIST})
  @Operation(
      operationId = "readAnswerBlind",
      summary = "An answer with what was said before it, and without who wrote it, for a review",
      description = "What came after it, as what the customer said of it, is not shown.")
  public BlindConversation readBlind(
      @PathParam("id") UUID id, @PathParam("messageId") UUID messageId) {
    Caller who = caller.get();
    Tier tier = seeing.tierOf(who);
    return database.read(sql -> reading.blind(sql, seeing.find(sql, who, tier, id), messageId));
  }

  @POST
  @Path("/{id}/hand-over")
  @RolesAllowed(Caller.SPECIALIST)
  @Operation(
      operationId = "handOver",
      summary = "Give your work on a route to a named specialist, who has it at once")
  public HandedOver handOver(
      @PathParam("id") UUID id,
      @HeaderParam("Idempotency-Key") @Nullable String key,
      @Valid @NotNull HandOver body) {
    Caller who = caller.get();
    String note = body.note() == null || body.note().isBlank() ? null : body.note().strip();
    UUID assignmentId =
        RefusedCommands.result(
            handing.handOver(who, callers.of(who), id, body.memberId(), note, key));
    return new HandedOver(id, assignmentId, body.memberId());
  }
}
