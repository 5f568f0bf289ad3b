package dev.crowdline.intake.communities.web;

import dev.crowdline.contracts.Pace;
import dev.crowdline.contracts.Policy;
import dev.crowdline.contracts.VisibleText;
import dev.crowdline.intake.communities.RegisteringCommunities;
import dev.crowdline.intake.communities.RegisteringCommunities.Registration;
import dev.crowdline.intake.communities.domain.Community;
import dev.crowdline.intake.communities.domain.Registered;
import dev.crowdline.intake.communities.domain.Terms;
import dev.crowdline.support.security.Caller;
import dev.crowdline.support.security.CurrentCaller;
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
import java.util.Objects;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.media.Content;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jboss.resteasy.reactive.RestResponse;
import org.jboss.resteasy.reactive.RestResponse.ResponseBuilder;
import org.jspecify.annotations.Nullable;

/** Tenants. */
@Path("/v1/communities")
@Consumes(MediaType.APPLICATION_JSON)
@Produces(MediaType.APPLICATION_JSON)
@Tag(name = "Communities", description = "Tenants: everything belongs to exactly one")
@RunOnVirtualThread
public class CommunityResource {
  private final RegisteringCommunities registering;
  private final CurrentCaller caller;

  CommunityResource(RegisteringCommunities registering, CurrentCaller caller) {
    this.registering = registering;
    this.caller = caller;
  }

  /** What a new community is given. */
  public record NewCommunity(
      @NotNull
          @Pattern(
              regexp = Community.ID_FORM,
              message = "must be 2 to 32 of a-z, 0-9 and -, beginning with a letter")
          String id,
      @NotBlank @Size(max = 100) @Name String name,
      @NotNull Pace pace,
      @Nullable @Size(min = 1, max = 20_000) String terms) {}

  /** A community as it is shown. */
  @Schema(name = "Community")
  public record CommunityView(
      String id, String name, Pace pace, Policy policy, Terms terms, Instant registeredAt) {
    static CommunityView of(Community c) {
      return new CommunityView(c.id(), c.name(), c.pace(), c.policy(), c.terms(), c.registeredAt());
    }
  }

  @POST
  @RolesAllowed(Caller.ADMIN)
  @Operation(operationId = "registerCommunity", summary = "Register a community (tenant)")
  @APIResponse(
      responseCode = "201",
      description = "Registered",
      content =
          @Content(
              mediaType = MediaType.APPLICATION_JSON,
              schema = @Schema(implementation = CommunityView.class)))
  public RestResponse<CommunityView> register(
      @HeaderParam("Idempotency-Key") @Nullable String key, @NotNull @Valid NewCommunity body) {
    Community made =
        registering.register(
            caller.get(),
            key,
            new Registration(
                body.id(),
                VisibleText.name(body.name()),
                body.pace(),
                Objects.requireNonNullElse(body.terms(), Terms.DEFAULT_TEXT)));
    return ResponseBuilder.<CommunityView>created(URI.create("/v1/communities/" + made.id()))
        .entity(CommunityView.of(made))
        .build();
  }

  /** A community as it is listed. */
  @Schema(name = "RegisteredCommunity")
  public record RegisteredView(String id, String name, Pace pace, Instant registeredAt) {
    static RegisteredView of(Registered r) {
      return new RegisteredView(r.id(), r.name(), r.pace(), r.registeredAt());
    }
  }

  @GET
  @RolesAllowed(Caller.ADMIN)
  @Operation(operationId = "listCommunities", summary = "All communities, by their ids")
  public Page<RegisteredView> list(
      @QueryParam("cursor") @Nullable String cursor,
      @QueryParam("limit") @DefaultValue(Limit.DEFAULT) Limit limit) {
    String after =
        Opaque.cursor(cursor, 1, parts -> CommunityResource.id(parts[0]), Opaque::written);
    List<RegisteredView> found =
        registering.after(after == null ? "" : after, limit.items() + 1).stream()
            .map(RegisteredView::of)
            .toList();
    if (found.size() <= limit.items()) {
      return new Page<>(found, null);
    }
    List<RegisteredView> shown = found.subList(0, limit.items());
    return new Page<>(shown, Opaque.written(shown.getLast().id()));
  }

  private static String id(String text) {
    if (!text.matches(Community.ID_FORM)) {
      throw new IllegalArgumentException("no id of a community: " + text);
    }
    return text;
  }

  @GET
  @Path("/{id}")
  @RolesAllowed({
    Caller.ADMIN,
    Caller.OPERATOR,
    Caller.INTEGRATOR,
    Caller.CONTRIBUTOR,
    Caller.SPECIALIST,
    Caller.CUSTOMER,
    Caller.REQUESTS_READ,
    Caller.REQUESTS_WRITE
  })
  @Operation(operationId = "getCommunity", summary = "A community, its policy and its terms")
  public CommunityView get(@PathParam("id") String id) {
    Tenants.mustBeOf(caller.get(), id);
    return CommunityView.of(registering.get(id));
  }
}
