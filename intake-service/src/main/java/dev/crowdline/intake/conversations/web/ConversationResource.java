package dev.crowdline.intake.conversations.web;

import dev.crowdline.contracts.Tier;
import dev.crowdline.contracts.VisibleText;
import dev.crowdline.intake.conversations.Conversation;
import dev.crowdline.intake.conversations.ReadingConversations;
import dev.crowdline.intake.conversations.TalkingToHelpers;
import dev.crowdline.intake.conversations.TalkingToHelpers.Written;
import dev.crowdline.intake.requests.domain.Message;
import dev.crowdline.intake.requests.web.CustomerPages;
import dev.crowdline.support.security.Caller;
import dev.crowdline.support.security.CurrentCaller;
import io.smallrye.common.annotation.RunOnVirtualThread;
import jakarta.annotation.security.RolesAllowed;
import jakarta.validation.Valid;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import jakarta.validation.constraints.NotBlank;
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
import java.time.Instant;
import java.util.UUID;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.media.Content;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jboss.resteasy.reactive.Cache;
import org.jboss.resteasy.reactive.RestResponse;
import org.jspecify.annotations.Nullable;

/** The conversation of one request, for the customer who holds its signed link. */
@Path("/v1/conversations/{requestId}")
@Consumes(MediaType.APPLICATION_JSON)
@Produces(MediaType.APPLICATION_JSON)
@Tag(name = "Conversations", description = "The customer's side of a request, behind a signed link")
@RolesAllowed(Caller.CUSTOMER)
@RunOnVirtualThread
public class ConversationResource {
  private final ReadingConversations reading;
  private final TalkingToHelpers talking;
  private final CustomerPages pages;
  private final CurrentCaller caller;

  ConversationResource(
      ReadingConversations reading,
      TalkingToHelpers talking,
      CustomerPages pages,
      CurrentCaller caller) {
    this.reading = reading;
    this.talking = talking;
    this.pages = pages;
    this.caller = caller;
  }

  /** What the customer writes. */
  public record NewMessage(@NotBlank @Size(max = 8000) String text) {}

  /**
   * Whether an answer solved it.
   *
   * @param answer id of the message that holds it; the latest when absent. One that was refused may
   *     be said to have solved it after all
   */
  public record Verdict(
      @NotNull Boolean solved, @Nullable @Size(max = 8000) String text, @Nullable UUID answer) {}

  /**
   * What the answer was worth.
   *
   * @param thanks a word of thanks for the helper
   */
  public record NewRating(
      @NotNull @Min(1) @Max(5) Integer stars, @Nullable @Size(max = 500) String thanks) {}

  /**
   * A message that was written.
   *
   * @param continuedIn the new request that it began, because the old one is over; otherwise absent
   */
  public record WrittenMessage(
      UUID id,
      Message.Author author,
      @Nullable String alias,
      @Nullable Tier tier,
      Message.Kind kind,
      String text,
      boolean asksCustomer,
      Instant at,
      @Nullable OtherRequest continuedIn) {}

  @GET
  @Cache(noStore = true)
  @Operation(operationId = "getConversation", summary = "The conversation")
  public ConversationView get(@PathParam("requestId") UUID requestId) {
    return view(reading.get(mine(requestId).community(), requestId));
  }

  @POST
  @Path("/messages")
  @Operation(
      operationId = "writeMessage",
      summary =
          "Write on; after the end of the request this begins a new one, or joins the one that was"
              + " begun; thanks only are delivered")
  @APIResponse(
      responseCode = "201",
      description = "Written",
      content =
          @Content(
              mediaType = MediaType.APPLICATION_JSON,
              schema = @Schema(implementation = WrittenMessage.class)))
  public RestResponse<WrittenMessage> write(
      @PathParam("requestId") UUID requestId,
      @HeaderParam("Idempotency-Key") @Nullable String key,
      @NotNull @Valid NewMessage body) {
    Caller customer = mine(requestId);
    Written written = talking.write(customer, requestId, key, body.text());
    Message m = written.message();
    OtherRequest continued =
        written.requestId().equals(requestId)
            ? null
            : OtherRequest.of(customer.community(), written.requestId(), pages);
    return RestResponse.status(
        RestResponse.Status.CREATED,
        new WrittenMessage(
            m.id(),
            m.author(),
            m.alias(),
            m.tier(),
            m.kind(),
            m.text(),
            m.asksCustomer(),
            m.at(),
            continued));
  }

  @POST
  @Path("/verdict")
  @Operation(operationId = "judgeAnswer", summary = "Say whether the answer solved it")
  @APIResponse(responseCode = "200", description = "The conversation after it")
  public ConversationView judge(
      @PathParam("requestId") UUID requestId,
      @HeaderParam("Idempotency-Key") @Nullable String key,
      @NotNull @Valid Verdict body) {
    return view(
        talking.judge(
            mine(requestId), requestId, key, body.solved(), body.answer(), visible(body.text())));
  }

  @POST
  @Path("/rating")
  @Operation(
      operationId = "rateAnswer",
      summary = "Rate the answer, once a round: 3 to 5 confirm it, 1 and 2 begin a new round")
  @APIResponse(responseCode = "200", description = "The conversation after it")
  public ConversationView rate(
      @PathParam("requestId") UUID requestId,
      @HeaderParam("Idempotency-Key") @Nullable String key,
      @NotNull @Valid NewRating body) {
    return view(
        talking.rate(mine(requestId), requestId, key, body.stars(), visible(body.thanks())));
  }

  @POST
  @Consumes(MediaType.WILDCARD) // there is no body
  @Path("/staff")
  @Operation(
      operationId = "askForStaff",
      summary = "Ask for the company's own people: from now on only specialists see it")
  @APIResponse(responseCode = "200", description = "The conversation after it")
  public ConversationView staff(
      @PathParam("requestId") UUID requestId,
      @HeaderParam("Idempotency-Key") @Nullable String key) {
    return view(talking.askForStaff(mine(requestId), requestId, key));
  }

  @POST
  @Consumes(MediaType.WILDCARD) // there is no body
  @Path("/split")
  @Operation(
      operationId = "splitOut",
      summary = "Say that it is another problem than the incident that would answer it")
  @APIResponse(responseCode = "200", description = "The conversation after it")
  public ConversationView split(
      @PathParam("requestId") UUID requestId,
      @HeaderParam("Idempotency-Key") @Nullable String key) {
    return view(talking.split(mine(requestId), requestId, key));
  }

  @POST
  @Consumes(MediaType.WILDCARD) // there is no body
  @Path("/withdraw")
  @Operation(
      operationId = "withdrawRequest",
      summary = "Withdraw the question: nobody works on it any more; an answer that waits is paid")
  @APIResponse(responseCode = "200", description = "The conversation after it")
  public ConversationView withdraw(
      @PathParam("requestId") UUID requestId,
      @HeaderParam("Idempotency-Key") @Nullable String key) {
    return view(talking.withdraw(mine(requestId), requestId, key));
  }

  private ConversationView view(Conversation conversation) {
    return ConversationView.of(conversation, pages);
  }

  /** What is said beside; nothing when nothing of it can be seen. */
  private static String visible(@Nullable String text) {
    return text != null && VisibleText.isVisible(text) ? text.strip() : "";
  }

  private Caller mine(UUID requestId) {
    return LinkHolder.of(caller.get(), requestId);
  }
}
