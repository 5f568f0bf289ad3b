package dev.crowdline.intake.understanding.web;

import dev.crowdline.contracts.Need;
import dev.crowdline.contracts.Tier;
import dev.crowdline.contracts.VisibleText;
import dev.crowdline.intake.understanding.KeepingTopics;
import dev.crowdline.intake.understanding.domain.Example;
import dev.crowdline.intake.understanding.domain.Keywords;
import dev.crowdline.intake.understanding.domain.Learned;
import dev.crowdline.intake.understanding.domain.Topic;
import dev.crowdline.support.database.Versioned;
import dev.crowdline.support.problems.Problem;
import dev.crowdline.support.problems.ProblemType;
import dev.crowdline.support.security.Caller;
import dev.crowdline.support.security.CurrentCaller;
import dev.crowdline.support.web.IfMatch;
import io.smallrye.common.annotation.RunOnVirtualThread;
import jakarta.annotation.security.RolesAllowed;
import jakarta.validation.Valid;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Pattern;
import jakarta.validation.constraints.Size;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.DELETE;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.HeaderParam;
import jakarta.ws.rs.PUT;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import java.util.List;
import java.util.Objects;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jboss.resteasy.reactive.RestResponse;
import org.jboss.resteasy.reactive.RestResponse.ResponseBuilder;
import org.jspecify.annotations.Nullable;

/** What customers of a community ask about. */
@Path("/v1/topics")
@Consumes(MediaType.APPLICATION_JSON)
@Produces(MediaType.APPLICATION_JSON)
@Tag(name = "Topics", description = "What requests are understood by")
@RolesAllowed(Caller.OPERATOR)
@RunOnVirtualThread
public class TopicResource {
  private static final String NAME_FORM = "[\\p{L}\\p{N}][\\p{L}\\p{M}\\p{N} _.-]{0,59}";

  private final KeepingTopics keeping;
  private final CurrentCaller caller;

  TopicResource(KeepingTopics keeping, CurrentCaller caller) {
    this.keeping = keeping;
    this.caller = caller;
  }

  /**
   * What a topic is given.
   *
   * @param examples what customers write who ask about it; from two topics with five each on,
   *     requests are understood that have no keyword
   * @param communityPercent of a hundred requests, so many go to the community and the others to
   *     the company's own people, and both are compared; absent: all go, and nothing is compared
   */
  public record TopicBody(
      @NotNull @Size(min = 1, max = 100) List<@NotBlank @Size(max = 60) String> keywords,
      @Nullable @Size(max = Example.MOST_OF_A_TOPIC)
          List<@NotBlank @Size(max = Example.LONGEST) String> examples,
      @NotNull @Size(min = 1, max = 8) List<@NotNull @Valid GivenNeed> needs,
      @Nullable Tier minimumTier,
      @Nullable @Min(0) @Max(100) Integer communityPercent) {}

  /** A topic as it is shown. */
  @Schema(name = "Topic")
  public record TopicView(
      String name,
      List<String> keywords,
      List<String> examples,
      List<Need> needs,
      @Nullable Tier minimumTier,
      @Nullable Integer communityPercent) {
    static TopicView of(Topic topic) {
      return new TopicView(
          topic.name(),
          topic.keywords(),
          topic.examples(),
          topic.needs(),
          topic.minimumTier(),
          topic.communityPercent());
    }
  }

  /** All topics of a community. */
  public record TopicList(List<TopicView> items) {}

  @PUT
  @Path("/{name}")
  @Operation(operationId = "putTopic", summary = "Add or replace a topic")
  public RestResponse<TopicView> put(
      @PathParam("name")
          @Pattern(
              regexp = NAME_FORM,
              message = "must be 1 to 60 letters, digits, spaces, dots, _ and -")
          String name,
      @HeaderParam(IfMatch.HEADER) @Nullable String ifMatch,
      @NotNull @Valid TopicBody body) {
    for (int i = 0; i < body.keywords().size(); i++) {
      String refusal = Keywords.refusalOf(body.keywords().get(i));
      if (refusal != null) {
        throw Problem.field(ProblemType.INVALID, "keywords[" + i + "]", refusal);
      }
    }
    List<String> examples = Objects.requireNonNullElse(body.examples(), List.of());
    for (int i = 0; i < examples.size(); i++) {
      if (!Learned.isReadable(examples.get(i))) {
        throw Problem.field(
            ProblemType.INVALID, "examples[" + i + "]", "must have a letter or a digit");
      }
    }
    Topic topic =
        new Topic(
            VisibleText.name(name),
            body.keywords(),
            examples,
            body.needs().stream().map(GivenNeed::toNeed).toList(),
            body.minimumTier(),
            body.communityPercent());
    return tagged(keeping.put(caller.get(), topic, ifMatch));
  }

  @GET
  @Path("/{name}")
  @Operation(operationId = "getTopic", summary = "A topic, with the ETag that an edit may name")
  public RestResponse<TopicView> get(@PathParam("name") String name) {
    return tagged(keeping.get(caller.get().community(), name));
  }

  private static RestResponse<TopicView> tagged(Versioned<Topic> topic) {
    return ResponseBuilder.ok(TopicView.of(topic.value()))
        .tag(IfMatch.tag(topic.version()))
        .build();
  }

  @GET
  @Operation(operationId = "listTopics", summary = "The topics of the community, by name")
  public TopicList list() {
    return new TopicList(
        keeping.list(caller.get().community()).stream().map(TopicView::of).toList());
  }

  @DELETE
  @Path("/{name}")
  @Operation(operationId = "removeTopic", summary = "Remove a topic")
  @APIResponse(responseCode = "204", description = "Removed")
  public void remove(
      @PathParam("name") String name, @HeaderParam(IfMatch.HEADER) @Nullable String ifMatch) {
    keeping.remove(caller.get(), name, ifMatch);
  }
}
