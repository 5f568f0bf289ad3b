package dev.crowdline.intake.personaldata.web;

import dev.crowdline.intake.channels.persistence.ChannelReceivedTable;
import dev.crowdline.intake.customers.domain.Contact;
import dev.crowdline.intake.customers.domain.KnownCustomer;
import dev.crowdline.intake.personaldata.ErasingCustomers;
import dev.crowdline.intake.personaldata.ReadingCustomers;
import dev.crowdline.intake.requests.domain.Rating;
import dev.crowdline.intake.requests.web.MessageView;
import dev.crowdline.intake.requests.web.RequestView;
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
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.MediaType;
import java.net.URI;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.UUID;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.media.Content;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jboss.resteasy.reactive.RestResponse;
import org.jboss.resteasy.reactive.RestResponse.ResponseBuilder;
import org.jspecify.annotations.Nullable;

/** Customers as persons, for staff who is asked what is kept of somebody, or to forget somebody. */
@Path("/v1/customers")
@Consumes(MediaType.APPLICATION_JSON)
@Produces(MediaType.APPLICATION_JSON)
@Tag(
    name = "Customers",
    description = "Finding a customer, handing out what is kept of one, and forgetting one")
@RolesAllowed(Caller.OPERATOR)
@RunOnVirtualThread
public class CustomerResource {
  private final ReadingCustomers reading;
  private final ErasingCustomers erasing;
  private final CurrentCaller caller;
  private final InstantSource clock;

  CustomerResource(
      ReadingCustomers reading,
      ErasingCustomers erasing,
      CurrentCaller caller,
      InstantSource clock) {
    this.reading = reading;
    this.erasing = erasing;
    this.caller = caller;
    this.clock = clock;
  }

  /**
   * Whom to look for. It is in the body, so that no log of addresses has it.
   *
   * @param identifier a reference, an e-mail address or a phone number
   */
  public record CustomerLookup(@NotBlank @Size(max = 254) String identifier) {
    @Override
    public String toString() {
      return "CustomerLookup[…]";
    }
  }

  /**
   * A customer, without name and address.
   *
   * @param requests how many there are
   * @param unfinished how many of them are not finished
   */
  @Schema(name = "Customer")
  public record CustomerView(
      UUID id, String alias, Instant createdAt, long requests, long unfinished) {
    static CustomerView of(KnownCustomer c) {
      return new CustomerView(c.id(), c.alias(), c.createdAt(), c.requests(), c.unfinished());
    }
  }

  /** The customers that were found, the surest first. */
  public record CustomerList(List<CustomerView> items) {}

  /** How a customer is called and reached; empty when nothing is known, or it was erased. */
  @Schema(name = "Contact")
  public record ContactView(
      @Nullable String reference,
      @Nullable String name,
      @Nullable String email,
      @Nullable String phone) {
    static ContactView of(Contact c) {
      return new ContactView(c.reference(), c.name(), c.email(), c.phone());
    }

    @Override
    public String toString() {
      return "ContactView[…]";
    }
  }

  /** The stars that a customer gave, and what was written beside them. */
  @Schema(name = "GivenRating")
  public record RatingView(int stars, String thanks) {
    static @Nullable RatingView of(@Nullable Rating rating) {
      return rating == null ? null : new RatingView(rating.stars(), rating.thanks());
    }
  }

  /**
   * What stood in a mail that became a message: with what was quoted, and the signature.
   *
   * @param messageId of the message
   */
  @Schema(name = "OriginalOfMessage")
  public record OriginalView(UUID messageId, String subject, String text) {
    static OriginalView of(ChannelReceivedTable.Kept kept) {
      return new OriginalView(kept.messageId(), kept.original().subject(), kept.original().text());
    }
  }

  /**
   * A request with all that was said.
   *
   * @param originals of messages that came by mail
   */
  public record KeptConversation(
      RequestView request,
      List<MessageView> messages,
      @Nullable RatingView rating,
      List<OriginalView> originals) {}

  /** All that is kept of a customer; of the conversations a page, the newest first. */
  public record CustomerData(
      CustomerView customer, ContactView contact, Page<KeptConversation> conversations) {}

  @POST
  @Path("/lookup")
  @Operation(
      operationId = "findCustomers",
      summary = "Whom a reference, an e-mail address or a phone number names, the surest first")
  @APIResponse(responseCode = "200", description = "Nobody, or those who were found")
  public CustomerList lookup(@NotNull @Valid CustomerLookup body) {
    return new CustomerList(
        reading.named(caller.get().community(), body.identifier().strip()).stream()
            .map(CustomerView::of)
            .toList());
  }

  @GET
  @Path("/{id}/data")
  @Operation(
      operationId = "exportCustomer",
      summary = "All that is kept of a customer; that it was asked for stands in the audit",
      description =
          "Intake keeps all of it: routing and sla have copies of the same texts, and rewards none.")
  public CustomerData export(
      @PathParam("id") UUID id,
      @QueryParam("cursor") @Nullable String cursor,
      @QueryParam("limit") @DefaultValue(Limit.DEFAULT) Limit limit) {
    ReadingCustomers.Kept kept = reading.export(caller.get(), id, Cursor.parse(cursor), limit);
    return new CustomerData(
        CustomerView.of(kept.customer()),
        ContactView.of(kept.customer().contact()),
        new Page<>(
            kept.conversations().items().stream()
                .map(c ->
                    new KeptConversation(
                        RequestView.of(c.request()),
                        c.messages().stream().map(MessageView::of).toList(),
                        RatingView.of(c.request().life().rating()),
                        kept.originals().getOrDefault(c.request().id(), List.of()).stream()
                            .map(OriginalView::of)
                            .toList()))
                .toList(),
            kept.conversations().next()));
  }

  @POST
  @Path("/{id}/erase")
  @Operation(
      operationId = "eraseCustomer",
      summary = "Forget a customer for good",
      description =
          "Name, address and all by which the customer is found go at once. Requests that are not"
              + " finished are cancelled, and what anybody wrote in any of them is cleared in all"
              + " services; how far that is, the erasure says. Said again, it is the same erasure.")
  @APIResponse(
      responseCode = "202",
      description = "Begun",
      content =
          @Content(
              mediaType = MediaType.APPLICATION_JSON,
              schema = @Schema(implementation = ErasureView.class)))
  public RestResponse<ErasureView> erase(@PathParam("id") UUID id) {
    ErasureView erasure = ErasureView.of(erasing.erase(caller.get(), id), clock.instant());
    return ResponseBuilder.create(RestResponse.Status.ACCEPTED, erasure)
        .location(URI.create("/v1/erasures/" + erasure.id()))
        .build();
  }
}
