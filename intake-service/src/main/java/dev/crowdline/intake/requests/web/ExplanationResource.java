package dev.crowdline.intake.requests.web;

import dev.crowdline.contracts.Need;
import dev.crowdline.intake.requests.CorrectingTopics;
import dev.crowdline.intake.requests.CorrectingTopics.Explained;
import dev.crowdline.intake.requests.domain.Request;
import dev.crowdline.intake.understanding.domain.Evidence;
import dev.crowdline.intake.understanding.domain.Topic;
import dev.crowdline.support.security.Caller;
import dev.crowdline.support.security.CurrentCaller;
import dev.crowdline.support.web.IfMatch;
import io.smallrye.common.annotation.RunOnVirtualThread;
import jakarta.annotation.security.RolesAllowed;
import jakarta.validation.Valid;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Size;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.HeaderParam;
import jakarta.ws.rs.PUT;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jboss.resteasy.reactive.RestResponse;
import org.jboss.resteasy.reactive.RestResponse.ResponseBuilder;
import org.jspecify.annotations.Nullable;

/** Why a request was understood as it was, and an operator's word on it. */
@Path("/v1/requests/{id}")
@Consumes(MediaType.APPLICATION_JSON)
@Produces(MediaType.APPLICATION_JSON)
@Tag(name = "Requests")
@RolesAllowed(Caller.OPERATOR)
@RunOnVirtualThread
public class ExplanationResource {
  private final CorrectingTopics correcting;
  private final CurrentCaller caller;

  ExplanationResource(CorrectingTopics correcting, CurrentCaller caller) {
    this.correcting = correcting;
    this.caller = caller;
  }

  /** What a request is about. */
  public record TopicOfRequest(@NotBlank @Size(max = Topic.LONGEST_NAME) String topic) {}

  /**
   * An operator's word on it.
   *
   * @param was what it was taken for until then; null for nothing
   */
  @Schema(name = "ConfirmedTopic")
  public record ConfirmedView(String topic, @Nullable String was, Instant at) {}

  /**
   * Why.
   *
   * @param topic what it is about now
   * @param understanding what was made of it when it came; the question of another customer that is
   *     named as an example has its text here as long as it is not erased
   * @param confirmed what an operator said since; null for nothing
   * @param version of the request, which If-Match names
   */
  @Schema(name = "Explanation")
  public record ExplanationView(
      @Nullable String topic,
      boolean understood,
      List<Need> needs,
      Evidence understanding,
      @Nullable ConfirmedView confirmed,
      long version) {
    static ExplanationView of(Explained explained) {
      Request request = explained.request();
      return new ExplanationView(
          request.topic(),
          request.understood(),
          request.needs(),
          request.evidence().with(explained.texts()),
          explained.confirmed() == null
              ? null
              : new ConfirmedView(
                  explained.confirmed().topic(),
                  explained.confirmed().was(),
                  explained.confirmed().at()),
          request.version());
    }
  }

  @GET
  @Path("/understanding")
  @Operation(
      operationId = "explainRequest",
      summary = "Why a request was understood as it was",
      description = "It has the ETag of the request, which an edit may name.")
  public RestResponse<ExplanationView> get(@PathParam("id") UUID id) {
    return tagged(correcting.explain(caller.get().community(), id));
  }

  @PUT
  @Path("/topic")
  @Operation(
      operationId = "putTopicOfRequest",
      summary = "Say what a request is about; it is offered by what that topic needs from now on",
      description =
          "The same topic again confirms it. Either way the question is an example of the topic"
              + " from then on, until it is erased.")
  @APIResponse(responseCode = "200", description = "The request is about that")
  public RestResponse<ExplanationView> put(
      @PathParam("id") UUID id,
      @HeaderParam(IfMatch.HEADER) @Nullable String ifMatch,
      @NotNull @Valid TopicOfRequest body) {
    return tagged(correcting.say(caller.get(), id, body.topic(), ifMatch));
  }

  private static RestResponse<ExplanationView> tagged(Explained explained) {
    return ResponseBuilder.ok(ExplanationView.of(explained))
        .tag(IfMatch.tag(explained.request().version()))
        .build();
  }
}
