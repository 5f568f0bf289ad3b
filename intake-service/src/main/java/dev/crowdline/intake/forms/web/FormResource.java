package dev.crowdline.intake.forms.web;

import dev.crowdline.contracts.Language;
import dev.crowdline.intake.forms.AskingByForm;
import dev.crowdline.intake.requests.domain.Request;
import dev.crowdline.intake.requests.web.CustomerPages;
import dev.crowdline.intake.widgets.EmbeddingWidgets;
import dev.crowdline.intake.widgets.web.WidgetLook;
import dev.crowdline.support.problems.Problem;
import dev.crowdline.support.problems.ProblemType;
import dev.crowdline.support.web.LanguageTag;
import io.smallrye.common.annotation.RunOnVirtualThread;
import io.vertx.core.http.HttpServerRequest;
import jakarta.annotation.security.PermitAll;
import jakarta.validation.Valid;
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
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.MediaType;
import java.util.Objects;
import java.util.UUID;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.media.Content;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jboss.resteasy.reactive.RestResponse;
import org.jspecify.annotations.Nullable;

/** What anybody may call without an account or a key: a community's form, while it is open. */
@Path("/v1/forms/{community}")
@Consumes(MediaType.APPLICATION_JSON)
@Produces(MediaType.APPLICATION_JSON)
@Tag(
    name = "Public form",
    description = "Asking without an account or a key, where a community lets anybody")
@PermitAll
@RunOnVirtualThread
public class FormResource {
  /** A key that others could guess would lead them to this request's page. */
  private static final int SHORTEST_KEY = 22;

  private final AskingByForm asking;
  private final EmbeddingWidgets embedding;
  private final CustomerPages pages;

  FormResource(AskingByForm asking, EmbeddingWidgets embedding, CustomerPages pages) {
    this.asking = asking;
    this.embedding = embedding;
    this.pages = pages;
  }

  /**
   * A form that is open.
   *
   * @param look of the widget on other pages
   */
  @Schema(name = "PublicFormOfCommunity")
  public record FormView(String community, String name, WidgetLook look) {}

  /**
   * What somebody asks.
   *
   * @param language a language tag; English when absent
   * @param website must be empty: people do not see it, programs that fill in everything do
   */
  public record NewQuestion(
      @NotBlank @Size(max = 8000) String text,
      @Nullable @Schema(implementation = LanguageTag.class) String language,
      @Nullable @Size(max = 0, message = "must be empty") String website) {}

  /**
   * A question that was taken.
   *
   * @param page where it is answered, with a signed link; it is told here and nowhere else
   */
  public record TakenQuestion(UUID id, String page) {}

  @GET
  @Operation(operationId = "getForm", summary = "A community whose form is open")
  public FormView get(@PathParam("community") String community) {
    String name = asking.nameOf(community);
    return new FormView(community, name, WidgetLook.of(embedding.get(community)));
  }

  @POST
  @Path("/requests")
  @Operation(
      operationId = "askByForm",
      summary = "Ask for help, without an account or a key",
      description =
          "Five times in ten minutes from one address, and all together as often as the community"
              + " says; beyond it 429 with Retry-After. Each question is of a customer of its own."
              + " An Idempotency-Key must be random: 22 characters or more.")
  @APIResponse(
      responseCode = "201",
      description = "Taken; it survives from here on",
      content =
          @Content(
              mediaType = MediaType.APPLICATION_JSON,
              schema = @Schema(implementation = TakenQuestion.class)))
  public RestResponse<TakenQuestion> ask(
      @PathParam("community") String community,
      @HeaderParam("Idempotency-Key") @Nullable String key,
      @Context HttpServerRequest http,
      @NotNull @Valid NewQuestion body) {
    if (key != null && key.length() < SHORTEST_KEY) {
      throw Problem.field(
          ProblemType.INVALID,
          "Idempotency-Key",
          "must be random, of " + SHORTEST_KEY + " characters or more");
    }
    String language =
        Language.canonical(Objects.requireNonNullElse(body.language(), "en"))
            .orElseThrow(() -> Problem.field(ProblemType.INVALID, "language", Language.EXPECTED));
    Request taken = asking.ask(community, CallerAddress.of(http), key, language, body.text());
    return RestResponse.status(
        RestResponse.Status.CREATED,
        new TakenQuestion(taken.id(), pages.of(community, taken.id())));
  }
}
