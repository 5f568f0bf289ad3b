package dev.crowdline.rewards.catalogue.web;

import dev.crowdline.contracts.VisibleText;
import dev.crowdline.rewards.catalogue.KeepingCatalogue;
import dev.crowdline.rewards.catalogue.KeepingCatalogue.Stocked;
import dev.crowdline.rewards.catalogue.domain.Codes;
import dev.crowdline.rewards.catalogue.domain.Fulfilment;
import dev.crowdline.rewards.catalogue.domain.Item;
import dev.crowdline.rewards.catalogue.domain.ItemKind;
import dev.crowdline.support.problems.Problem;
import dev.crowdline.support.problems.ProblemType;
import dev.crowdline.support.running.Ids;
import dev.crowdline.support.security.Caller;
import dev.crowdline.support.security.CurrentCaller;
import dev.crowdline.support.web.IfMatch;
import io.smallrye.common.annotation.RunOnVirtualThread;
import jakarta.annotation.security.RolesAllowed;
import jakarta.validation.Valid;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Size;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.HeaderParam;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.PUT;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import java.time.Instant;
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

/** What points buy. */
@Path("/v1/catalogue")
@Consumes(MediaType.APPLICATION_JSON)
@Produces(MediaType.APPLICATION_JSON)
@RolesAllowed(Caller.OPERATOR)
@Tag(name = "Catalogue", description = "What points buy, with its stock")
@RunOnVirtualThread
public class CatalogueResource {
  private final KeepingCatalogue keeping;
  private final CurrentCaller caller;

  CatalogueResource(KeepingCatalogue keeping, CurrentCaller caller) {
    this.keeping = keeping;
    this.caller = caller;
  }

  /**
   * An item as a member sees it.
   *
   * @param price in points; POST /v1/redemptions names it
   * @param region where it is of use; absent for everywhere
   * @param validTo until when it can be taken; absent for no end
   * @param remaining how many are left; absent for any number
   * @param fromRung the lowest rung of the ladder whose members may take it; absent for everybody
   */
  public record OfferedItem(
      UUID id,
      String name,
      String description,
      ItemKind kind,
      long price,
      @Nullable String region,
      @Nullable Instant validTo,
      @Nullable Long remaining,
      @Nullable Integer fromRung) {
    static OfferedItem of(Stocked stocked) {
      Item item = stocked.item().value();
      return new OfferedItem(
          item.id(),
          item.name(),
          item.description(),
          item.kind(),
          item.price(),
          item.region(),
          item.validTo(),
          stocked.remaining(),
          item.fromRung() > 1 ? item.fromRung() : null);
    }
  }

  /** What can be taken now. */
  public record Offered(List<OfferedItem> items) {}

  /**
   * An item as an operator sees it.
   *
   * @param valueMinor what one costs the community, in the smallest unit of its policy's currency
   * @param offered false when it is withdrawn
   * @param fromRung the lowest rung of the ladder whose members may take it
   * @param remaining how many can still be taken; absent for any number
   * @param version an edit names it in If-Match
   */
  @Schema(name = "CatalogueItem")
  public record ItemView(
      UUID id,
      String name,
      String description,
      ItemKind kind,
      long price,
      long valueMinor,
      Fulfilment fulfilment,
      @Nullable String region,
      @Nullable Instant validFrom,
      @Nullable Instant validTo,
      boolean offered,
      int fromRung,
      @Nullable Long remaining,
      long version) {
    static ItemView of(Stocked stocked) {
      Item item = stocked.item().value();
      return new ItemView(
          item.id(),
          item.name(),
          item.description(),
          item.kind(),
          item.price(),
          item.valueMinor(),
          item.fulfilment(),
          item.region(),
          item.validFrom(),
          item.validTo(),
          item.offered(),
          item.fromRung(),
          stocked.remaining(),
          stocked.item().version());
    }
  }

  /** All items. */
  public record ItemList(List<ItemView> items) {}

  /**
   * Codes to hand out.
   *
   * @param text one code a line, or a CSV file whose first column has them; at most 1,000, each of
   *     at most 100 characters
   */
  public record CodesBody(@NotNull @Size(min = 1, max = 40_000) String text) {}

  /**
   * What became of codes.
   *
   * @param imported new ones
   * @param known those that the community has had before; they are left as they are
   * @param remaining how many of the item can be taken now; absent for any number
   */
  public record ImportedCodes(int imported, int known, @Nullable Long remaining) {}

  @GET
  @RolesAllowed({Caller.CONTRIBUTOR, Caller.SPECIALIST})
  @Operation(
      operationId = "listOffered",
      summary = "What members can take for points now, the cheapest first, sold out items too")
  public Offered offered() {
    return new Offered(
        keeping.onOffer(caller.get().community()).stream().map(OfferedItem::of).toList());
  }

  @GET
  @Path("/items")
  @Operation(
      operationId = "listItems",
      summary = "All items with their stock, withdrawn ones too, the cheapest first")
  public ItemList list() {
    return new ItemList(keeping.list(caller.get().community()).stream().map(ItemView::of).toList());
  }

  @POST
  @Path("/items")
  @Operation(
      operationId = "addItem",
      summary = "Add an item; one with codes is sold out until they are imported")
  @APIResponse(
      responseCode = "201",
      description = "Added",
      content =
          @Content(
              mediaType = MediaType.APPLICATION_JSON,
              schema = @Schema(implementation = ItemView.class)))
  public RestResponse<ItemView> add(
      @HeaderParam("Idempotency-Key") @Nullable String key, @NotNull @Valid ItemBody body) {
    return tagged(
        RestResponse.Status.CREATED, keeping.add(caller.get(), body.toItem(Ids.next()), key));
  }

  @GET
  @Path("/items/{id}")
  @Operation(
      operationId = "getItem",
      summary = "An item with its stock, and the ETag that an edit may name")
  public RestResponse<ItemView> get(@PathParam("id") UUID id) {
    return tagged(RestResponse.Status.OK, keeping.get(caller.get().community(), id));
  }

  @PUT
  @Path("/items/{id}")
  @Operation(
      operationId = "putItem",
      summary = "Replace an item, or withdraw it; what members took stays as it was")
  public RestResponse<ItemView> put(
      @PathParam("id") UUID id,
      @HeaderParam(IfMatch.HEADER) @Nullable String ifMatch,
      @NotNull @Valid ItemBody body) {
    return tagged(RestResponse.Status.OK, keeping.replace(caller.get(), body.toItem(id), ifMatch));
  }

  @POST
  @Path("/items/{id}/codes")
  @Operation(
      operationId = "importCodes",
      summary = "Add codes that the item hands out, one to each who takes it",
      description =
          "They are kept encrypted and shown to nobody but the member who gets one. The same code"
              + " again is no second one, so an import may be repeated.")
  public ImportedCodes importCodes(@PathParam("id") UUID id, @NotNull @Valid CodesBody body) {
    keeping.get(caller.get().community(), id);
    Codes codes = Codes.of(body.text(), VisibleText::isName);
    if (!codes.faults().isEmpty()) {
      throw Problem.fields(
          ProblemType.NOT_ALLOWED_HERE,
          codes.faults().stream()
              .map(fault ->
                  new Problem.FieldError("text, line " + fault.line(), fault.reason(), null))
              .toList());
    }
    KeepingCatalogue.Imported imported = keeping.importCodes(caller.get(), id, codes);
    return new ImportedCodes(
        imported.imported(),
        imported.known(),
        keeping.get(caller.get().community(), id).remaining());
  }

  private static RestResponse<ItemView> tagged(RestResponse.Status status, Stocked stocked) {
    return ResponseBuilder.create(status, ItemView.of(stocked))
        .tag(IfMatch.tag(stocked.item().version()))
        .build();
  }
}
