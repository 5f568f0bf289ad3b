package dev.crowdline.intake.webhooks.web;

import dev.crowdline.intake.webhooks.ManagingWebhooks;
import dev.crowdline.intake.webhooks.ManagingWebhooks.Shown;
import dev.crowdline.intake.webhooks.ManagingWebhooks.Wanted;
import dev.crowdline.intake.webhooks.domain.Answer;
import dev.crowdline.intake.webhooks.domain.EventTypes;
import dev.crowdline.intake.webhooks.domain.Progress;
import dev.crowdline.intake.webhooks.domain.Webhook;
import dev.crowdline.intake.webhooks.domain.Webhook.Signing;
import dev.crowdline.intake.webhooks.domain.WebhookDelivery;
import dev.crowdline.intake.webhooks.domain.WebhookDelivery.State;
import dev.crowdline.intake.webhooks.persistence.WebhookTable.Standing;
import dev.crowdline.support.calling.ForeignServers;
import dev.crowdline.support.problems.Problem;
import dev.crowdline.support.problems.ProblemType;
import dev.crowdline.support.security.Caller;
import dev.crowdline.support.security.CurrentCaller;
import dev.crowdline.support.web.Asked;
import dev.crowdline.support.web.IfMatch;
import dev.crowdline.support.web.Limit;
import dev.crowdline.support.web.Name;
import dev.crowdline.support.web.Opaque;
import dev.crowdline.support.web.Page;
import io.smallrye.common.annotation.RunOnVirtualThread;
import jakarta.annotation.security.RolesAllowed;
import jakarta.validation.Valid;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Pattern;
import jakarta.validation.constraints.Size;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.DELETE;
import jakarta.ws.rs.DefaultValue;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.HeaderParam;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.PUT;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.MediaType;
import java.net.URI;
import java.time.Instant;
import java.util.List;
import java.util.Objects;
import java.util.UUID;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.media.Content;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jboss.resteasy.reactive.RestResponse;
import org.jboss.resteasy.reactive.RestResponse.ResponseBuilder;
import org.jspecify.annotations.Nullable;

/** Programs that hear what happens to requests. */
@Path("/v1/webhooks")
@Consumes(MediaType.APPLICATION_JSON)
@Produces(MediaType.APPLICATION_JSON)
@Tag(name = "Webhooks", description = "Programs are told what happens, or read it")
@RolesAllowed(Caller.OPERATOR)
@RunOnVirtualThread
public class WebhookResource {
  private static final String URL = "^https?://[^\\s]{1,480}$";
  private static final String URL_EXPECTED = "must be an address that begins with https://";
  private static final int MOST_TYPES = 100;

  private final ManagingWebhooks managing;
  private final ForeignServers servers;
  private final CurrentCaller caller;

  WebhookResource(ManagingWebhooks managing, ForeignServers servers, CurrentCaller caller) {
    this.managing = managing;
    this.servers = servers;
    this.caller = caller;
  }

  /**
   * A webhook to make.
   *
   * @param url where messages go; absent for a program that reads {@code GET /v1/events}
   * @param description what the community's people call it
   * @param types of events that it wants to hear; empty for all
   * @param signing HMAC when absent
   * @param enabled whether it is told anything; yes when absent
   */
  public record NewWebhook(
      @Nullable @Pattern(regexp = URL, message = URL_EXPECTED) String url,
      @NotBlank @Size(max = 100) @Name String description,
      @NotNull @Size(max = MOST_TYPES) List<@NotNull @Size(max = 100) String> types,
      @Nullable Signing signing,
      @Nullable Boolean enabled) {}

  /** What a webhook is to be from now on; by what it signs stays. */
  public record ChangedWebhook(
      @Nullable @Pattern(regexp = URL, message = URL_EXPECTED) String url,
      @NotBlank @Size(max = 100) @Name String description,
      @NotNull @Size(max = MOST_TYPES) List<@NotNull @Size(max = 100) String> types,
      @NotNull Boolean enabled) {}

  /**
   * A webhook as it stands.
   *
   * @param secret verifies its messages; only in the answer that made or renewed it
   * @param publicKey verifies its messages, with ED25519
   * @param earlierUntil until when messages are signed by the secret before this one as well
   * @param position of the last event that it was told, or did not want
   * @param behind by how many positions it is behind
   * @param failingSince since when nothing reached it; absent when it does
   * @param problem what the last failure was, as long as nothing reached it since
   */
  @Schema(name = "Webhook")
  public record WebhookView(
      UUID id,
      @Nullable String url,
      String description,
      List<String> types,
      Signing signing,
      @Nullable String secret,
      @Nullable String publicKey,
      @Nullable Instant earlierUntil,
      boolean enabled,
      Instant createdAt,
      String position,
      long behind,
      @Nullable Instant failingSince,
      @Nullable String problem,
      @Nullable Instant deliveredAt,
      long version) {
    static WebhookView of(Standing standing, @Nullable String secret) {
      Webhook webhook = standing.webhook();
      Progress progress = standing.progress();
      return new WebhookView(
          webhook.id(),
          webhook.url(),
          webhook.description(),
          webhook.types(),
          webhook.signing(),
          secret,
          webhook.publicKey(),
          webhook.earlierUntil(),
          webhook.enabled(),
          webhook.createdAt(),
          Long.toString(progress.position()),
          webhook.url() == null ? 0 : progress.behind(),
          progress.failingSince(),
          progress.problem(),
          progress.deliveredAt(),
          webhook.version());
    }

    @Override
    public String toString() {
      return "WebhookView[" + id + "]";
    }
  }

  /**
   * All webhooks of the community.
   *
   * @param types what there is to hear
   */
  public record WebhookList(List<WebhookView> items, List<String> types) {}

  /**
   * What a test came to.
   *
   * @param status what was answered; absent when nothing was
   * @param problem why it does not count as taken; absent when it does
   */
  public record WebhookTest(
      boolean works, @Nullable Integer status, int millis, @Nullable String problem) {}

  /**
   * What is to be told again.
   *
   * @param after the position after which; 0 for all that is kept
   */
  public record Replay(
      @NotNull
          @Pattern(regexp = Position.FORM, message = "must be the 'sequence' of an event, or 0")
          String after) {}

  /**
   * What became of an event.
   *
   * @param sequence its position; it names the delivery
   * @param attempts how often it was tried since it was last asked for
   * @param nextAt when it is tried next; absent when it arrived or was given up
   * @param status what was answered last; absent when nothing was
   * @param millis how long the last attempt took
   */
  @Schema(name = "WebhookDelivery")
  public record DeliveryView(
      String sequence,
      UUID eventId,
      String type,
      UUID requestId,
      State state,
      int attempts,
      Instant firstAt,
      Instant lastAt,
      @Nullable Instant nextAt,
      @Nullable Integer status,
      int millis,
      @Nullable String problem) {
    static DeliveryView of(WebhookDelivery delivery) {
      return new DeliveryView(
          Long.toString(delivery.position()),
          delivery.eventId(),
          delivery.type(),
          delivery.subject(),
          delivery.state(),
          delivery.attempts(),
          delivery.firstAt(),
          delivery.lastAt(),
          delivery.dueAt(),
          delivery.status(),
          delivery.millis(),
          delivery.problem());
    }
  }

  @GET
  @Operation(operationId = "listWebhooks", summary = "The webhooks of the community")
  public WebhookList list() {
    return new WebhookList(
        managing.list(caller.get().community()).stream()
            .map(standing -> WebhookView.of(standing, null))
            .toList(),
        EventTypes.told());
  }

  @POST
  @Operation(
      operationId = "createWebhook",
      summary =
          "Make a webhook: it hears what happens to requests from now on; its secret is shown in this answer only")
  @APIResponse(
      responseCode = "201",
      description = "Made",
      content =
          @Content(
              mediaType = MediaType.APPLICATION_JSON,
              schema = @Schema(implementation = WebhookView.class)))
  public RestResponse<WebhookView> create(
      @HeaderParam("Idempotency-Key") @Nullable String key, @NotNull @Valid NewWebhook body) {
    Shown made =
        managing.create(
            caller.get(),
            key,
            wanted(
                body.url(),
                body.description(),
                body.types(),
                Objects.requireNonNullElse(body.enabled(), true)),
            Objects.requireNonNullElse(body.signing(), Signing.HMAC));
    return ResponseBuilder.<WebhookView>created(
            URI.create("/v1/webhooks/" + made.standing().webhook().id()))
        .entity(WebhookView.of(made.standing(), made.secret()))
        .tag(IfMatch.tag(made.standing().webhook().version()))
        .build();
  }

  @GET
  @Path("/{id}")
  @Operation(operationId = "getWebhook", summary = "A webhook, with the ETag that an edit may name")
  public RestResponse<WebhookView> get(@PathParam("id") UUID id) {
    return tagged(managing.get(caller.get().community(), id), null);
  }

  @PUT
  @Path("/{id}")
  @Operation(
      operationId = "changeWebhook",
      summary = "Change a webhook, disable it or enable it; enabled, it goes on where it stopped")
  @APIResponse(responseCode = "200", description = "The webhook after it")
  public RestResponse<WebhookView> change(
      @PathParam("id") UUID id,
      @HeaderParam(IfMatch.HEADER) @Nullable String ifMatch,
      @NotNull @Valid ChangedWebhook body) {
    managing.get(caller.get().community(), id); // what is not there is not judged
    return tagged(
        managing.change(
            caller.get(),
            id,
            ifMatch,
            wanted(body.url(), body.description(), body.types(), body.enabled())),
        null);
  }

  @DELETE
  @Path("/{id}")
  @Operation(operationId = "removeWebhook", summary = "Remove a webhook and its deliveries")
  @APIResponse(responseCode = "204", description = "It is not there any more")
  public void remove(@PathParam("id") UUID id) {
    managing.remove(caller.get(), id);
  }

  @POST
  @Consumes(MediaType.WILDCARD) // there is no body
  @Path("/{id}/secret")
  @Operation(
      operationId = "renewWebhookSecret",
      summary = "Sign by another secret from now on, and for a day by the present one as well")
  @APIResponse(responseCode = "200", description = "The webhook, with its new secret")
  public RestResponse<WebhookView> renew(
      @PathParam("id") UUID id, @HeaderParam("Idempotency-Key") @Nullable String key) {
    Shown renewed = managing.renew(caller.get(), id, key);
    return tagged(renewed.standing(), renewed.secret());
  }

  @POST
  @Consumes(MediaType.WILDCARD) // there is no body
  @Path("/{id}/test")
  @Operation(
      operationId = "testWebhook",
      summary = "Send one made-up message now, and see what is answered")
  @APIResponse(responseCode = "200", description = "What it came to")
  public WebhookTest test(@PathParam("id") UUID id) {
    Answer answer = managing.test(caller.get().community(), id);
    return new WebhookTest(answer.took(), answer.status(), answer.millis(), answer.problem());
  }

  @POST
  @Path("/{id}/replay")
  @Operation(
      operationId = "replayWebhook",
      summary = "Tell it again all that came after a position, under the same ids")
  @APIResponse(responseCode = "200", description = "The webhook, at that position")
  public RestResponse<WebhookView> replay(@PathParam("id") UUID id, @NotNull @Valid Replay body) {
    return tagged(managing.replay(caller.get(), id, Long.parseLong(body.after())), null);
  }

  @GET
  @Path("/{id}/deliveries")
  @Operation(
      operationId = "listWebhookDeliveries",
      summary = "What became of events, the latest first; kept for 14 days")
  public Page<DeliveryView> deliveries(
      @PathParam("id") UUID id,
      @QueryParam("state") @Schema(implementation = State.class) @Nullable String state,
      @QueryParam("cursor") @Nullable String cursor,
      @QueryParam("limit") @DefaultValue(Limit.DEFAULT) Limit limit) {
    State only = Asked.constant("state", State.class, state);
    Long before =
        Opaque.cursor(
            cursor, 1, parts -> Position.named("cursor", parts[0]).number(), Opaque::written);
    List<WebhookDelivery> rows =
        managing.deliveries(
            caller.get().community(), id, only, before == null ? Long.MAX_VALUE : before, limit);
    List<WebhookDelivery> shown = rows.subList(0, Math.min(rows.size(), limit.items()));
    return new Page<>(
        shown.stream().map(DeliveryView::of).toList(),
        rows.size() > shown.size() ? Opaque.written(shown.getLast().position()) : null);
  }

  @POST
  @Consumes(MediaType.WILDCARD) // there is no body
  @Path("/{id}/deliveries/{sequence}/redelivery")
  @Operation(operationId = "redeliver", summary = "Tell one event again, whatever became of it")
  @APIResponse(responseCode = "200", description = "The delivery, which waits")
  public DeliveryView redeliver(
      @PathParam("id") UUID id,
      @PathParam("sequence") String sequence,
      @HeaderParam("Idempotency-Key") @Nullable String key) {
    if (!sequence.matches(Position.FORM)) {
      throw Problem.notFound("delivery of the event at", sequence);
    }
    return DeliveryView.of(managing.redeliver(caller.get(), id, Long.parseLong(sequence), key));
  }

  private Wanted wanted(
      @Nullable String url, String description, List<String> types, boolean enabled) {
    String address = url == null ? null : servers.url("url", url).toString();
    for (int i = 0; i < types.size(); i++) {
      if (!EventTypes.told().contains(types.get(i))) {
        throw Problem.field(
            ProblemType.NOT_ALLOWED_HERE,
            "types[" + i + "]",
            "is no type of event",
            EventTypes.told().toArray(String[]::new));
      }
    }
    return new Wanted(address, description, types.stream().distinct().toList(), enabled);
  }

  private static RestResponse<WebhookView> tagged(Standing standing, @Nullable String secret) {
    return ResponseBuilder.ok(WebhookView.of(standing, secret))
        .tag(IfMatch.tag(standing.webhook().version()))
        .build();
  }
}
