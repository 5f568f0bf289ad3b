package dev.crowdline.intake.requests.web;

import dev.crowdline.contracts.Channel;
import dev.crowdline.contracts.Priority;
import dev.crowdline.contracts.Tier;
import dev.crowdline.intake.customers.domain.Contact;
import dev.crowdline.intake.requests.ActingOnRequests;
import dev.crowdline.intake.requests.ReadingRequests;
import dev.crowdline.intake.requests.SubmittingRequests;
import dev.crowdline.intake.requests.SubmittingRequests.Submission;
import dev.crowdline.intake.requests.domain.Filter;
import dev.crowdline.intake.requests.domain.Request;
import dev.crowdline.intake.requests.domain.SearchedWords;
import dev.crowdline.intake.requests.domain.Status;
import dev.crowdline.intake.understanding.domain.Topic;
import dev.crowdline.intake.understanding.web.GivenNeed;
import dev.crowdline.support.problems.Problem;
import dev.crowdline.support.problems.ProblemType;
import dev.crowdline.support.security.Caller;
import dev.crowdline.support.security.CurrentCaller;
import dev.crowdline.support.web.Asked;
import dev.crowdline.support.web.Cursor;
import dev.crowdline.support.web.IfMatch;
import dev.crowdline.support.web.LanguageTag;
import dev.crowdline.support.web.Limit;
import dev.crowdline.support.web.Page;
import io.smallrye.common.annotation.RunOnVirtualThread;
import jakarta.annotation.security.RolesAllowed;
import jakarta.validation.Valid;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Pattern;
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
import java.net.URI;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import java.util.UUID;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.media.Content;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.parameters.RequestBody;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jboss.resteasy.reactive.RestResponse;
import org.jboss.resteasy.reactive.RestResponse.ResponseBuilder;
import org.jspecify.annotations.Nullable;

/** Requests, for programs and people of the company. */
@Path("/v1/requests")
@Consumes(MediaType.APPLICATION_JSON)
@Produces(MediaType.APPLICATION_JSON)
@Tag(
    name = "Requests",
    description = "Requests for help, as those see them who post and watch them")
@RunOnVirtualThread
public class RequestResource {
  private final SubmittingRequests submitting;
  private final ReadingRequests reading;
  private final ActingOnRequests acting;
  private final CustomerPages pages;
  private final CurrentCaller caller;

  RequestResource(
      SubmittingRequests submitting,
      ReadingRequests reading,
      ActingOnRequests acting,
      CustomerPages pages,
      CurrentCaller caller) {
    this.submitting = submitting;
    this.reading = reading;
    this.acting = acting;
    this.pages = pages;
    this.caller = caller;
  }

  /**
   * Who asks. It stays in intake, encrypted; members see an alias.
   *
   * @param reference the company's own name for the customer: who has the same is the same,
   *     whatever e-mail and phone say; without one they say who asks
   */
  public record CustomerBody(
      @Nullable @Size(min = 1, max = 200) String reference,
      @Nullable @Size(min = 1, max = 200) String name,
      @Nullable
          @Size(max = 254)
          @Pattern(regexp = "[^@\\s\\x00]+@[^@\\s\\x00]+", message = "must be an e-mail address")
          String email,
      @Nullable @Pattern(regexp = "\\+?[0-9][0-9 ()./-]{3,30}", message = "must be a phone number")
          String phone) {
    Contact toContact() {
      Contact contact = new Contact(reference, name, email, phone);
      if (reference != null && !contact.isReferenced()) {
        throw Problem.field(
            ProblemType.INVALID, "customer.reference", "must have visible characters");
      }
      return contact;
    }

    @Override
    public String toString() {
      return "CustomerBody[…]";
    }
  }

  /** What a new request is given. */
  public record NewRequest(
      @NotBlank @Size(max = 8000) String text,
      @Nullable @Schema(enumeration = {"api", "web"}) String channel,
      @Nullable @Schema(implementation = LanguageTag.class) String language,
      @Nullable Priority priority,
      @Nullable Tier minimumTier,
      @Nullable @Size(max = 8) List<@NotNull @Valid GivenNeed> needs,
      @Nullable
          @Size(max = 20)
          @Schema(
              description = "Names of 1 to 60 characters, something of each visible",
              maxProperties = 20)
          Map<@NotBlank @Size(max = 60) String, @NotNull @Size(max = 500) String> attributes,
      @Nullable @Valid CustomerBody customer) {}

  /** Why a request is cancelled; the customer is told. */
  public record Cancellation(@Nullable @Size(max = 500) String reason) {}

  /** What staff writes to the customer. */
  public record StaffMessage(@NotBlank @Size(max = 8000) String text) {}

  /** How pressing it is from now on. */
  public record NewPriority(@NotNull Priority priority) {}

  /** The lowest tier that may see it from now on. */
  public record NewMinimumTier(@NotNull Tier minimumTier) {}

  /** The conversation of a request. */
  public record MessageList(List<MessageView> items) {}

  @POST
  @RolesAllowed({Caller.INTEGRATOR, Caller.REQUESTS_WRITE})
  @Operation(
      operationId = "submitRequest",
      summary =
          "Ask for help on behalf of a customer; the answer is the only place of the customer's page")
  @APIResponse(
      responseCode = "201",
      description = "Taken; it survives from here on",
      content =
          @Content(
              mediaType = MediaType.APPLICATION_JSON,
              schema = @Schema(implementation = RequestView.class)))
  public RestResponse<RequestView> submit(
      @HeaderParam("Idempotency-Key") @Nullable String key, @NotNull @Valid NewRequest body) {
    Request taken = submitting.submit(caller.get(), key, submission(body));
    return ResponseBuilder.<RequestView>created(URI.create("/v1/requests/" + taken.id()))
        .entity(RequestView.of(taken, pages.of(taken.community(), taken.id())))
        .tag(Long.toString(taken.version()))
        .build();
  }

  private static Submission submission(NewRequest body) {
    List<GivenNeed> needs = Objects.requireNonNullElse(body.needs(), List.of());
    if (needs.stream().map(GivenNeed::skill).distinct().count() < needs.size()) {
      throw Problem.field(ProblemType.INVALID, "needs", "must name each skill once");
    }
    return new Submission(
        body.text(),
        channel(Request.POSTED, Objects.requireNonNullElse(body.channel(), "api")),
        Asked.language(Objects.requireNonNullElse(body.language(), "en")),
        Objects.requireNonNullElse(body.priority(), Priority.NORMAL),
        Objects.requireNonNullElse(body.minimumTier(), Tier.COMMUNITY),
        needs.stream().map(GivenNeed::toNeed).toList(),
        new TreeMap<>(Objects.requireNonNullElse(body.attributes(), Map.of())),
        body.customer() == null ? Contact.NONE : body.customer().toContact());
  }

  /** A request is never taken whose answer cannot be delivered. */
  private static Channel channel(List<Channel> allowed, String name) {
    for (Channel channel : allowed) {
      if (word(channel).equals(name)) {
        return channel;
      }
    }
    throw Problem.field(
        ProblemType.NOT_ALLOWED_HERE,
        "channel",
        "'" + name + "' is not connected",
        allowed.stream().map(RequestResource::word).toArray(String[]::new));
  }

  private static String word(Channel channel) {
    return channel.name().toLowerCase(Locale.ROOT);
  }

  @GET
  @RolesAllowed({Caller.INTEGRATOR, Caller.OPERATOR, Caller.REQUESTS_READ})
  @Operation(
      operationId = "listRequests",
      summary = "Requests of the community, newest first",
      description =
          "With `words` those of which a message has all of them; a word of three letters or more"
              + " may be the beginning of one. What stands in more than 100,000 messages, and rarely in"
              + " the latest, is refused with 422. With `memberId` those that the member answered.")
  public Page<RequestView> list(
      @QueryParam("status") @Schema(implementation = Status.class) @Nullable String status,
      @QueryParam("channel") @Schema(enumeration = {"api", "web", "email"})
          @Nullable String channel,
      @QueryParam("priority") @Schema(implementation = Priority.class) @Nullable String priority,
      @QueryParam("createdAfter") @Schema(implementation = Instant.class)
          @Nullable String createdAfter,
      @QueryParam("createdBefore") @Schema(implementation = Instant.class)
          @Nullable String createdBefore,
      @QueryParam("topic") @Schema(maxLength = Topic.LONGEST_NAME) @Nullable String topic,
      @QueryParam("customerId") @Schema(implementation = UUID.class) @Nullable String customerId,
      @QueryParam("memberId") @Schema(implementation = UUID.class) @Nullable String memberId,
      @QueryParam("words") @Schema(maxLength = SearchedWords.LONGEST) @Nullable String words,
      @QueryParam("cursor") @Nullable String cursor,
      @QueryParam("limit") @DefaultValue(Limit.DEFAULT) Limit limit) {
    Filter filter =
        new Filter(
            Asked.constant("status", Status.class, status),
            channel == null || channel.isEmpty() ? null : channel(Request.CHANNELS, channel),
            Asked.constant("priority", Priority.class, priority),
            Asked.instant("createdAfter", createdAfter),
            Asked.instant("createdBefore", createdBefore),
            Asked.text("topic", topic, Topic.LONGEST_NAME),
            Asked.uuid("customerId", customerId),
            Asked.uuid("memberId", memberId),
            words("words", words));
    Page<Request> page =
        reading.list(caller.get().community(), filter, Cursor.parse(cursor), limit);
    return new Page<>(page.items().stream().map(RequestView::of).toList(), page.next());
  }

  private static @Nullable SearchedWords words(String field, @Nullable String words) {
    String text = Asked.text(field, words, SearchedWords.LONGEST);
    return text == null ? null : new SearchedWords(text);
  }

  @GET
  @Path("/{id}")
  @RolesAllowed({Caller.INTEGRATOR, Caller.OPERATOR, Caller.REQUESTS_READ})
  @Operation(operationId = "getRequest", summary = "A request")
  public RestResponse<RequestView> get(@PathParam("id") UUID id) {
    return tagged(reading.get(caller.get().community(), id));
  }

  @GET
  @Path("/{id}/messages")
  @RolesAllowed({Caller.INTEGRATOR, Caller.OPERATOR, Caller.REQUESTS_READ})
  @Operation(operationId = "listMessages", summary = "The conversation of a request, in order")
  public MessageList messages(@PathParam("id") UUID id) {
    return new MessageList(
        reading.messages(caller.get().community(), id).stream().map(MessageView::of).toList());
  }

  @POST
  @Path("/{id}/cancel")
  @RolesAllowed({Caller.INTEGRATOR, Caller.OPERATOR, Caller.REQUESTS_WRITE})
  @Operation(operationId = "cancelRequest", summary = "End a request that is not finished")
  @APIResponse(responseCode = "200", description = "Cancelled")
  public RestResponse<RequestView> cancel(
      @PathParam("id") UUID id,
      @HeaderParam("Idempotency-Key") @Nullable String key,
      @HeaderParam(IfMatch.HEADER) @Nullable String ifMatch,
      @RequestBody(required = false) @Nullable @Valid Cancellation body) {
    Request cancelled =
        acting.cancel(
            caller.get(),
            id,
            key,
            ifMatch,
            body == null || body.reason() == null ? "" : body.reason());
    return tagged(cancelled);
  }

  @POST
  @Path("/{id}/messages")
  @RolesAllowed(Caller.OPERATOR)
  @Operation(
      operationId = "writeAsStaff",
      summary = "Write to the customer as staff; whose turn it is stays as it is")
  @APIResponse(
      responseCode = "201",
      description = "Written",
      content =
          @Content(
              mediaType = MediaType.APPLICATION_JSON,
              schema = @Schema(implementation = MessageView.class)))
  public RestResponse<MessageView> write(
      @PathParam("id") UUID id,
      @HeaderParam("Idempotency-Key") @Nullable String key,
      @NotNull @Valid StaffMessage body) {
    return RestResponse.status(
        RestResponse.Status.CREATED,
        MessageView.of(acting.write(caller.get(), id, key, body.text())));
  }

  @POST
  @Path("/{id}/priority")
  @RolesAllowed(Caller.OPERATOR)
  @Operation(
      operationId = "raisePriority",
      summary = "Make a request more pressing; its clocks follow the targets of the new priority")
  @APIResponse(responseCode = "200", description = "The request after it")
  public RestResponse<RequestView> raisePriority(
      @PathParam("id") UUID id,
      @HeaderParam("Idempotency-Key") @Nullable String key,
      @NotNull @Valid NewPriority body) {
    return tagged(acting.raisePriority(caller.get(), id, key, body.priority()));
  }

  @POST
  @Path("/{id}/minimum-tier")
  @RolesAllowed(Caller.OPERATOR)
  @Operation(
      operationId = "raiseMinimumTier",
      summary = "From now on only members of that tier and above may see a request")
  @APIResponse(responseCode = "200", description = "The request after it")
  public RestResponse<RequestView> raiseMinimumTier(
      @PathParam("id") UUID id,
      @HeaderParam("Idempotency-Key") @Nullable String key,
      @NotNull @Valid NewMinimumTier body) {
    return tagged(acting.raiseTier(caller.get(), id, key, body.minimumTier()));
  }

  private RestResponse<RequestView> tagged(Request request) {
    return ResponseBuilder.ok(RequestView.of(request))
        .tag(Long.toString(request.version()))
        .build();
  }
}
