package dev.crowdline.intake.conversations.web;

import dev.crowdline.intake.conversations.Conversation;
import dev.crowdline.intake.conversations.ReadingConversations;
import dev.crowdline.intake.conversations.WatchingConversations;
import dev.crowdline.intake.requests.web.CustomerPages;
import dev.crowdline.support.security.Caller;
import dev.crowdline.support.security.CurrentCaller;
import dev.crowdline.support.web.EventStreams;
import io.smallrye.common.annotation.Blocking;
import io.smallrye.mutiny.Multi;
import io.smallrye.mutiny.subscription.BackPressureStrategy;
import io.smallrye.mutiny.subscription.MultiEmitter;
import jakarta.annotation.security.RolesAllowed;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Request;
import jakarta.ws.rs.sse.OutboundSseEvent;
import jakarta.ws.rs.sse.Sse;
import java.util.UUID;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.media.Content;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;

/**
 * Keeps the customer's page up to date. Only the first reading blocks, before the stream begins.
 */
@Path("/v1/conversations/{requestId}/events")
@Produces(MediaType.APPLICATION_JSON)
@Tag(name = "Conversations", description = "The customer's side of a request, behind a signed link")
@RolesAllowed(Caller.CUSTOMER)
@Blocking
public class ConversationEventResource {
  private final ReadingConversations reading;
  private final WatchingConversations watching;
  private final CustomerPages pages;
  private final CurrentCaller caller;

  ConversationEventResource(
      ReadingConversations reading,
      WatchingConversations watching,
      CustomerPages pages,
      CurrentCaller caller) {
    this.reading = reading;
    this.watching = watching;
    this.pages = pages;
    this.caller = caller;
  }

  @GET
  @Produces(MediaType.SERVER_SENT_EVENTS)
  @Operation(
      operationId = "watchConversation",
      summary = "The conversation now and whenever it changes, as events named 'conversation'")
  @APIResponse(
      responseCode = "200",
      description = "Server-sent events",
      content =
          @Content(
              mediaType = MediaType.SERVER_SENT_EVENTS,
              schema = @Schema(implementation = ConversationView.class)))
  public Multi<OutboundSseEvent> events(
      @PathParam("requestId") UUID requestId, @Context Sse sse, @Context Request request) {
    Caller customer = LinkHolder.of(caller.get(), requestId);
    Conversation now = reading.get(customer.community(), requestId);
    if (EventStreams.areOnlyAskedAbout(request)) {
      return Multi.createFrom().empty();
    }
    watching.mustHaveRoom();
    return Multi.createFrom()
        .emitter(
            emitter -> {
              Stream stream = new Stream(sse, pages, emitter);
              stream.changed(now);
              watching.watch(now, stream);
              emitter.onTermination(() -> watching.leave(stream));
            },
            // Each event is the whole conversation: a slow page needs only the last.
            BackPressureStrategy.LATEST);
  }

  /** One open page. Two are never the same one, whatever their fields. */
  private static final class Stream implements WatchingConversations.Watcher {
    private final Sse sse;
    private final CustomerPages pages;
    private final MultiEmitter<? super OutboundSseEvent> emitter;

    Stream(Sse sse, CustomerPages pages, MultiEmitter<? super OutboundSseEvent> emitter) {
      this.sse = sse;
      this.pages = pages;
      this.emitter = emitter;
    }

    @Override
    public void changed(Conversation conversation) {
      emitter.emit(
          sse.newEventBuilder()
              .name("conversation")
              .id(Long.toString(conversation.request().version()))
              .mediaType(MediaType.APPLICATION_JSON_TYPE)
              .data(ConversationView.class, ConversationView.of(conversation, pages))
              .build());
    }

    @Override
    public void beat() {
      emitter.emit(sse.newEventBuilder().comment("still here").build());
    }

    @Override
    public void end() {
      emitter.complete();
    }
  }
}
