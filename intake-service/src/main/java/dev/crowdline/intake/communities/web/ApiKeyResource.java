package dev.crowdline.intake.communities.web;

import dev.crowdline.intake.communities.IssuingApiKeys;
import dev.crowdline.intake.communities.IssuingApiKeys.Wanted;
import dev.crowdline.intake.communities.RegisteringCommunities;
import dev.crowdline.intake.communities.domain.ApiKey;
import dev.crowdline.intake.communities.domain.Secret;
import dev.crowdline.support.problems.Problem;
import dev.crowdline.support.problems.ProblemType;
import dev.crowdline.support.security.Caller;
import dev.crowdline.support.security.CurrentCaller;
import dev.crowdline.support.web.Cursor;
import dev.crowdline.support.web.Limit;
import dev.crowdline.support.web.Name;
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
import org.eclipse.microprofile.openapi.annotations.enums.SchemaType;
import org.eclipse.microprofile.openapi.annotations.media.Content;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jboss.resteasy.reactive.RestResponse;
import org.jboss.resteasy.reactive.RestResponse.ResponseBuilder;
import org.jspecify.annotations.Nullable;

/** API keys of a community. */
@Path("/v1/communities/{community}/api-keys")
@Consumes(MediaType.APPLICATION_JSON)
@Produces(MediaType.APPLICATION_JSON)
@Tag(name = "API keys", description = "What programs of a community authenticate with")
@RolesAllowed({Caller.ADMIN, Caller.OPERATOR})
@RunOnVirtualThread
public class ApiKeyResource {
  private static final List<String> PERMISSIONS =
      List.of(Caller.REQUESTS_READ, Caller.REQUESTS_WRITE);

  private final IssuingApiKeys issuing;
  private final RegisteringCommunities communities;
  private final CurrentCaller caller;

  ApiKeyResource(IssuingApiKeys issuing, RegisteringCommunities communities, CurrentCaller caller) {
    this.issuing = issuing;
    this.communities = communities;
    this.caller = caller;
  }

  /** How a permission is described: a word of these. */
  @Schema(
      type = SchemaType.STRING,
      enumeration = {Caller.REQUESTS_READ, Caller.REQUESTS_WRITE})
  interface Permission {}

  /**
   * What a new key is given.
   *
   * @param integration the program that will hold it, {@code default} if there is but one. What it
   *     did under an Idempotency-Key it did whichever key it holds: name the same when you rotate
   */
  public record NewApiKey(
      @NotBlank @Size(max = 100) @Name String name,
      @NotNull @Size(min = 1, max = 2) @Schema(implementation = Permission[].class)
          List<@NotNull String> permissions,
      @Nullable
          @Pattern(
              regexp = "^[a-z0-9][a-z0-9-]{0,59}$",
              message = "must be 1 to 60 small letters, digits and hyphens")
          String integration) {}

  /**
   * A key as it is shown.
   *
   * @param key only in the answer that made it, and only the first time
   */
  @Schema(name = "ApiKey")
  public record ApiKeyView(
      UUID id,
      String name,
      @Schema(implementation = Permission[].class) List<String> permissions,
      String integration,
      Instant createdAt,
      @Nullable Instant revokedAt,
      @Nullable String key) {
    static ApiKeyView of(ApiKey k, @Nullable Secret secret) {
      return new ApiKeyView(
          k.id(),
          k.name(),
          k.permissions(),
          k.integration(),
          k.createdAt(),
          k.revokedAt(),
          secret == null ? null : secret.text());
    }
  }

  @POST
  @Operation(
      operationId = "createApiKey",
      summary = "Make an API key; the answer is the only place where it is shown")
  @APIResponse(
      responseCode = "201",
      description = "Made",
      content =
          @Content(
              mediaType = MediaType.APPLICATION_JSON,
              schema = @Schema(implementation = ApiKeyView.class)))
  public RestResponse<ApiKeyView> create(
      @PathParam("community") String community,
      @HeaderParam("Idempotency-Key") @Nullable String key,
      @NotNull @Valid NewApiKey body) {
    mustExist(community);
    for (int i = 0; i < body.permissions().size(); i++) {
      if (!PERMISSIONS.contains(body.permissions().get(i))) {
        throw Problem.field(
            ProblemType.INVALID,
            "permissions[" + i + "]",
            "is no permission",
            PERMISSIONS.toArray(String[]::new));
      }
    }
    IssuingApiKeys.Issued issued =
        issuing.issue(
            caller.get(),
            community,
            key,
            new Wanted(
                body.name(),
                body.permissions(),
                Objects.requireNonNullElse(body.integration(), ApiKey.DEFAULT_INTEGRATION)));
    return ResponseBuilder.<ApiKeyView>created(
            URI.create("/v1/communities/" + community + "/api-keys/" + issued.key().id()))
        .entity(ApiKeyView.of(issued.key(), issued.secret()))
        .build();
  }

  @GET
  @Operation(operationId = "listApiKeys", summary = "The API keys of a community, newest first")
  public Page<ApiKeyView> list(
      @PathParam("community") String community,
      @QueryParam("cursor") @Nullable String cursor,
      @QueryParam("limit") @DefaultValue(Limit.DEFAULT) Limit limit) {
    Cursor after = Cursor.parse(cursor);
    mustExist(community);
    Page<ApiKey> page = issuing.list(community, after, limit);
    return new Page<>(
        page.items().stream().map(key -> ApiKeyView.of(key, null)).toList(), page.next());
  }

  @DELETE
  @Path("/{keyId}")
  @Operation(
      operationId = "revokeApiKey",
      summary = "Revoke an API key; it opens nothing any more within five seconds")
  @APIResponse(responseCode = "204", description = "Revoked")
  public void revoke(@PathParam("community") String community, @PathParam("keyId") UUID keyId) {
    mustExist(community);
    issuing.revoke(caller.get(), community, keyId);
  }

  private void mustExist(String community) {
    Tenants.mustBeOf(caller.get(), community);
    communities.get(community);
  }
}
