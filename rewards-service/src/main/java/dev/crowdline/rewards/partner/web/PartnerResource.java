package dev.crowdline.rewards.partner.web;

import dev.crowdline.rewards.catalogue.domain.Partner;
import dev.crowdline.rewards.catalogue.persistence.PartnerTable;
import dev.crowdline.rewards.partner.KeepingPartner;
import dev.crowdline.support.calling.ForeignServers;
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
import jakarta.ws.rs.PUT;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import java.time.Instant;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jboss.resteasy.reactive.RestResponse;
import org.jboss.resteasy.reactive.RestResponse.ResponseBuilder;
import org.jspecify.annotations.Nullable;

/** The server that hands out items without codes. */
@Path("/v1/programme/partner")
@Consumes(MediaType.APPLICATION_JSON)
@Produces(MediaType.APPLICATION_JSON)
@RolesAllowed(Caller.OPERATOR)
@Tag(name = "Programme")
@RunOnVirtualThread
public class PartnerResource {
  private final KeepingPartner keeping;
  private final ForeignServers servers;
  private final CurrentCaller caller;

  PartnerResource(KeepingPartner keeping, ForeignServers servers, CurrentCaller caller) {
    this.keeping = keeping;
    this.servers = servers;
    this.caller = caller;
  }

  /**
   * Where the partner is.
   *
   * @param url of https; http only where the installation allows private addresses
   */
  public record PartnerBody(@NotNull @Size(min = 1, max = Partner.LONGEST_URL) String url) {}

  /**
   * The partner.
   *
   * @param url absent when there is none, and so is all else
   * @param secret that calls are signed with, in the answer to PUT alone
   * @param version an edit names it in If-Match
   */
  public record PartnerView(
      @Nullable String url,
      @Nullable Instant changedAt,
      @Nullable String secret,
      @Nullable Long version) {
    private static final PartnerView NONE = new PartnerView(null, null, null, null);

    static PartnerView of(Partner partner, @Nullable String secret) {
      return new PartnerView(
          partner.url().toString(), partner.changedAt(), secret, partner.version());
    }
  }

  @GET
  @Operation(operationId = "getPartner", summary = "The server that hands out items without codes")
  public RestResponse<PartnerView> get() {
    Partner partner = keeping.find(caller.get().community());
    return tagged(partner == null ? PartnerView.NONE : PartnerView.of(partner, null));
  }

  @PUT
  @Operation(
      operationId = "putPartner",
      summary = "Say which server hands out items without codes",
      description =
          "It is asked once for each redemption, or again while its answer is not understood, for a"
              + " day. Each time the secret is a new one, and is shown in this answer only.")
  public RestResponse<PartnerView> put(
      @HeaderParam(IfMatch.HEADER) @Nullable String ifMatch, @NotNull @Valid PartnerBody body) {
    PartnerTable.Keyed keyed = keeping.put(caller.get(), servers.url("url", body.url()), ifMatch);
    return tagged(PartnerView.of(keyed.partner(), keyed.secret().text()));
  }

  private static RestResponse<PartnerView> tagged(PartnerView view) {
    ResponseBuilder<PartnerView> response = ResponseBuilder.create(RestResponse.Status.OK, view);
    return view.version() == null
        ? response.build()
        : response.tag(IfMatch.tag(view.version())).build();
  }
}
