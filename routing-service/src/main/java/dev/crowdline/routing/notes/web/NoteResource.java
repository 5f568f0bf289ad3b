package dev.crowdline.routing.notes.web;

import dev.crowdline.routing.notes.NotingRoutes;
import dev.crowdline.routing.notes.domain.StaffNote;
import dev.crowdline.support.security.Caller;
import dev.crowdline.support.security.CurrentCaller;
import dev.crowdline.support.web.Cursor;
import dev.crowdline.support.web.Limit;
import dev.crowdline.support.web.Page;
import io.smallrye.common.annotation.RunOnVirtualThread;
import jakarta.annotation.security.RolesAllowed;
import jakarta.validation.Valid;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Size;
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
import jakarta.ws.rs.core.Response;
import java.util.List;
import java.util.UUID;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponseSchema;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jspecify.annotations.Nullable;

/** Notes on requests, for staff and contractors only. */
@Path("/v1/routes")
@Consumes(MediaType.APPLICATION_JSON)
@Produces(MediaType.APPLICATION_JSON)
@Tag(
    name = "Notes",
    description = "What staff tells each other; neither customer nor community sees it")
@RolesAllowed({Caller.OPERATOR, Caller.SPECIALIST})
@RunOnVirtualThread
public class NoteResource {
  /** The most characters of a note. */
  public static final int LONGEST = 2000;

  private final NotingRoutes noting;
  private final CurrentCaller caller;

  NoteResource(NotingRoutes noting, CurrentCaller caller) {
    this.noting = noting;
    this.caller = caller;
  }

  /**
   * A note to leave.
   *
   * @param mentions members whom it is meant for; they find it on their page
   */
  public record NewNote(
      @NotBlank @Size(max = LONGEST) String text,
      @Nullable @Size(max = 10) List<@NotNull UUID> mentions) {}

  @GET
  @Path("/{id}/notes")
  @Operation(
      operationId = "listNotes",
      summary = "What staff noted on a request, the newest first; never for customer or community")
  public Page<NoteView> list(
      @PathParam("id") UUID id,
      @QueryParam("cursor") @Nullable String cursor,
      @QueryParam("limit") @DefaultValue(Limit.DEFAULT) Limit limit) {
    Page<StaffNote> page = noting.ofRoute(caller.get(), id, Cursor.parse(cursor), limit);
    return new Page<>(page.items().stream().map(NoteView::of).toList(), page.next());
  }

  @POST
  @Path("/{id}/notes")
  @Operation(
      operationId = "addNote",
      summary = "Leave a note for staff; whoever is mentioned finds it on their page")
  @APIResponseSchema(value = NoteView.class, responseCode = "201")
  public Response add(
      @PathParam("id") UUID id,
      @HeaderParam("Idempotency-Key") @Nullable String key,
      @Valid @NotNull NewNote body) {
    List<UUID> mentions =
        body.mentions() == null ? List.of() : body.mentions().stream().distinct().toList();
    return Response.status(201)
        .entity(NoteView.of(noting.add(caller.get(), id, body.text(), mentions, key)))
        .build();
  }
}
