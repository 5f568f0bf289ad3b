package dev.crowdline.sla.overview.web;

import dev.crowdline.sla.overview.AcknowledgingAlerts;
import dev.crowdline.sla.overview.ShowingOverview;
import dev.crowdline.sla.overview.domain.Overview;
import dev.crowdline.support.problems.Problem;
import dev.crowdline.support.problems.ProblemType;
import dev.crowdline.support.security.Caller;
import dev.crowdline.support.security.CurrentCaller;
import dev.crowdline.support.web.EventStreams;
import io.quarkus.security.identity.SecurityIdentity;
import io.smallrye.common.annotation.NonBlocking;
import io.smallrye.common.annotation.RunOnVirtualThread;
import io.smallrye.mutiny.Multi;
import jakarta.annotation.security.RolesAllowed;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Request;
import jakarta.ws.rs.sse.OutboundSseEvent;
import jakarta.ws.rs.sse.Sse;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.UUID;
import org.eclipse.microprofile.jwt.JsonWebToken;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.media.Content;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;

/** The operator's view of the community. */
@Path("/v1/overview")
@Produces(MediaType.APPLICATION_JSON)
@RolesAllowed(Caller.OPERATOR)
@Tag(name = "Overview", description = "How a community stands just now")
public class OverviewResource {
  /** Watching ends with the token; for one that does not say when it ends, after this. */
  private static final Duration WITHOUT_END = Duration.ofMinutes(15);

  private final CurrentCaller caller;
  private final SecurityIdentity identity;
  private final ShowingOverview showing;
  private final OverviewFeed feed;
  private final AcknowledgingAlerts acknowledging;
  private final InstantSource clock;

  OverviewResource(
      CurrentCaller caller,
      SecurityIdentity identity,
      ShowingOverview showing,
      OverviewFeed feed,
      AcknowledgingAlerts acknowledging,
      InstantSource clock) {
    this.caller = caller;
    this.identity = identity;
    this.showing = showing;
    this.feed = feed;
    this.acknowledging = acknowledging;
    this.clock = clock;
  }

  @GET
  @RunOnVirtualThread
  @Operation(
      operationId = "getOverview",
      summary = "Open requests, arrivals, targets, times, cost and alerts of the community")
  public Overview overview() {
    return showing.of(caller.get().community());
  }

  @GET
  @Path("/events")
  @Produces(MediaType.SERVER_SENT_EVENTS)
  @NonBlocking
  @Operation(
      operationId = "watchOverview",
      summary = "The same whenever it changes, at most once a second",
      description =
          "Server-sent events named `overview`, whose data is the JSON of an overview. The stream"
              + " ends when the token does; fetch it again with a new one.")
  @APIResponse(
      responseCode = "200",
      description = "Events",
      content =
          @Content(
              mediaType = MediaType.SERVER_SENT_EVENTS,
              schema = @Schema(implementation = String.class)))
  public Multi<OutboundSseEvent> events(@Context Sse sse, @Context Request request) {
    String community = caller.get().community();
    if (EventStreams.areOnlyAskedAbout(request)) {
      return Multi.createFrom().empty();
    }
    if (!feed.hasRoom(community)) {
      throw Problem.of(
          ProblemType.TOO_MANY,
          OverviewFeed.MOST_WATCHERS + " watch this community already; close one of them");
    }
    return feed.watch(community, endOfToken())
        .map(json -> sse.newEventBuilder().name("overview").data(String.class, json).build());
  }

  @POST
  @Path("/alerts/{requestId}/acknowledge")
  @RunOnVirtualThread
  @Operation(
      operationId = "acknowledgeAlert",
      summary = "Say that you have seen the alert of a request",
      description =
          "Repeating it changes nothing: who was first stays. When something else happens to the"
              + " request, it alerts anew.")
  @APIResponse(responseCode = "200", description = "Who has seen it, and when")
  public Overview.Acknowledgement acknowledge(@PathParam("requestId") UUID requestId) {
    Caller operator = caller.get();
    return acknowledging.acknowledge(operator.community(), requestId, operator.name());
  }

  private Instant endOfToken() {
    long seconds =
        identity.getPrincipal() instanceof JsonWebToken token ? token.getExpirationTime() : 0;
    return seconds > 0 ? Instant.ofEpochSecond(seconds) : clock.instant().plus(WITHOUT_END);
  }
}
