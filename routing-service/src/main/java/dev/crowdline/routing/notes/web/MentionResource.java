package dev.crowdline.routing.notes.web;

import dev.crowdline.routing.notes.NotingRoutes;
import dev.crowdline.routing.notes.domain.Mention;
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
import java.time.Instant;
import java.util.UUID;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jspecify.annotations.Nullable;

/** The notes that mention the member that the caller is. */
@Path("/v1/members")
@Produces(MediaType.APPLICATION_JSON)
@Tag(
    name = "Notes",
    description = "What staff tells each other; neither customer nor community sees it")
@RolesAllowed(Caller.SPECIALIST)
@RunOnVirtualThread
public class MentionResource {
  private final NotingRoutes noting;
  private final CurrentCaller caller;

  MentionResource(NotingRoutes noting, CurrentCaller caller) {
    this.noting = noting;
    this.caller = caller;
  }

  /**
   * A note that is meant for you.
   *
   * @param customerAlias of its request
   * @param seenAt absent until you saw it
   */
  public record MentionView(
      NoteView note, String customerAlias, String question, @Nullable Instant seenAt) {
    static MentionView of(Mention mention) {
      return new MentionView(
          NoteView.of(mention.note()),
          mention.customerAlias(),
          mention.question(),
          mention.seenAt());
    }
  }

  @GET
  @Path("/me/mentions")
  @Operation(
      operationId = "listOwnMentions",
      summary = "The notes that mention you, the newest first; of requests that you may read")
  public Page<MentionView> list(
      @QueryParam("cursor") @Nullable String cursor,
      @QueryParam("limit") @DefaultValue(Limit.DEFAULT) Limit limit) {
    Page<Mention> page = noting.mentions(caller.get(), Cursor.parse(cursor), limit);
    return new Page<>(page.items().stream().map(MentionView::of).toList(), page.next());
  }

  @POST
  @Path("/me/mentions/{noteId}/seen")
  @Operation(operationId = "markMentionSeen", summary = "You saw a note that mentions you")
  public void seen(@PathParam("noteId") UUID noteId) {
    noting.seen(caller.get(), noteId);
  }
}
