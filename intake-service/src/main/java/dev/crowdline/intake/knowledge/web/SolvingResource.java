package dev.crowdline.intake.knowledge.web;

import dev.crowdline.intake.conversations.web.ConversationView;
import dev.crowdline.intake.conversations.web.LinkHolder;
import dev.crowdline.intake.knowledge.SearchingKnowledge;
import dev.crowdline.intake.knowledge.SolvingByArticle;
import dev.crowdline.intake.requests.web.CustomerPages;
import dev.crowdline.support.idempotency.Idempotency;
import dev.crowdline.support.security.Caller;
import dev.crowdline.support.security.CurrentCaller;
import io.smallrye.common.annotation.RunOnVirtualThread;
import jakarta.annotation.security.RolesAllowed;
import jakarta.validation.Valid;
import jakarta.validation.constraints.NotNull;
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
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jspecify.annotations.Nullable;

/** What was answered before, for the customer who has just asked. */
@Path("/v1/conversations/{requestId}")
@Consumes(MediaType.APPLICATION_JSON)
@Produces(MediaType.APPLICATION_JSON)
@Tag(name = "Conversations", description = "The customer's side of a request, behind a signed link")
@RolesAllowed(Caller.CUSTOMER)
@RunOnVirtualThread
public class SolvingResource {
  private final SearchingKnowledge searching;
  private final SolvingByArticle solving;
  private final CustomerPages pages;
  private final CurrentCaller caller;

  SolvingResource(
      SearchingKnowledge searching,
      SolvingByArticle solving,
      CustomerPages pages,
      CurrentCaller caller) {
    this.searching = searching;
    this.solving = solving;
    this.pages = pages;
    this.caller = caller;
  }

  /** The article that was good enough. */
  public record SolvedBy(@NotNull UUID article) {}

  @GET
  @Path("/articles")
  @Operation(
      operationId = "suggestArticlesForRequest",
      summary = "The few articles that may answer the request; none once it has an answer")
  public PublishedArticle.Found articles(@PathParam("requestId") UUID requestId) {
    return PublishedArticle.Found.of(
        searching.suggestFor(LinkHolder.of(caller.get(), requestId).community(), requestId));
  }

  @POST
  @Path("/solved-by")
  @Operation(
      operationId = "solvedByArticle",
      summary = "Say that an article solved it: the request ends, and nobody is asked any more")
  @APIResponse(responseCode = "200", description = "The conversation after it")
  public ConversationView solvedBy(
      @PathParam("requestId") UUID requestId,
      @HeaderParam(Idempotency.HEADER) @Nullable String key,
      @NotNull @Valid SolvedBy body) {
    return ConversationView.of(
        solving.solve(LinkHolder.of(caller.get(), requestId), requestId, key, body.article()),
        pages);
  }
}
