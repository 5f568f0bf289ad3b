package dev.crowdline.intake.understanding.web;

import dev.crowdline.intake.understanding.KeepingConfidence;
import dev.crowdline.intake.understanding.domain.ModelState;
import dev.crowdline.support.database.Versioned;
import dev.crowdline.support.security.Caller;
import dev.crowdline.support.security.CurrentCaller;
import dev.crowdline.support.web.IfMatch;
import io.smallrye.common.annotation.RunOnVirtualThread;
import jakarta.annotation.security.RolesAllowed;
import jakarta.validation.Valid;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import jakarta.validation.constraints.NotNull;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.HeaderParam;
import jakarta.ws.rs.PUT;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import java.time.Instant;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jboss.resteasy.reactive.RestResponse;
import org.jboss.resteasy.reactive.RestResponse.ResponseBuilder;
import org.jspecify.annotations.Nullable;

/** What the examples of a community's topics taught, and from when on it is believed. */
@Path("/v1/understanding")
@Consumes(MediaType.APPLICATION_JSON)
@Produces(MediaType.APPLICATION_JSON)
@Tag(name = "Topics", description = "What requests are understood by")
@RolesAllowed(Caller.OPERATOR)
@RunOnVirtualThread
public class UnderstandingResource {
  private final KeepingConfidence keeping;
  private final CurrentCaller caller;

  UnderstandingResource(KeepingConfidence keeping, CurrentCaller caller) {
    this.keeping = keeping;
    this.caller = caller;
  }

  /**
   * From when on the model is believed.
   *
   * @param confidencePercent a probability
   */
  public record UnderstandingBody(@NotNull @Min(0) @Max(100) Integer confidencePercent) {}

  /**
   * How often examples were told right by a model that had not learned them.
   *
   * @param of how many were asked
   */
  @Schema(name = "HeldOut")
  public record HeldOutView(int right, int of) {}

  /**
   * A model that was made.
   *
   * @param version counts what was learned; higher is later
   * @param examples how many it learned
   */
  @Schema(name = "Model")
  public record ModelView(long version, int examples, HeldOutView heldOut, Instant madeAt) {}

  /**
   * A model that did not go live.
   *
   * @param heldOut what it made of the live model's examples
   */
  @Schema(name = "RefusedModel")
  public record RefusedView(int examples, HeldOutView heldOut, Instant at) {}

  /**
   * How a community's requests are understood where no keyword names their topic.
   *
   * @param confidencePercent the probability from which on the model is believed
   * @param learning whether examples are being learned just now
   * @param model the live one; null while fewer than two topics have examples
   * @param refused what was learned last, when it was worse than the live one
   * @param version what If-Match names, 0 while nobody has set the confidence
   */
  @Schema(name = "Understanding")
  public record UnderstandingView(
      int confidencePercent,
      boolean learning,
      @Nullable ModelView model,
      @Nullable RefusedView refused,
      long version) {
    static UnderstandingView of(Versioned<KeepingConfidence.Standing> standing) {
      ModelState state = standing.value().model();
      return new UnderstandingView(
          standing.value().confidencePercent(),
          standing.value().learning(),
          state == null || state.version() == 0
              ? null
              : new ModelView(
                  state.version(),
                  state.examples(),
                  new HeldOutView(state.heldOut().right(), state.heldOut().of()),
                  state.madeAt()),
          state == null || state.refused() == null
              ? null
              : new RefusedView(
                  state.refused().examples(),
                  new HeldOutView(
                      state.refused().heldOut().right(), state.refused().heldOut().of()),
                  state.refused().at()),
          standing.version());
    }
  }

  @GET
  @Operation(
      operationId = "getUnderstanding",
      summary = "What the topics' examples taught, and from which probability on it is believed",
      description = "It has an ETag, which an edit may name.")
  public RestResponse<UnderstandingView> get() {
    return tagged(keeping.get(caller.get().community()));
  }

  @PUT
  @Operation(
      operationId = "putUnderstanding",
      summary = "Say from which probability on it is believed; below it nothing is said")
  public RestResponse<UnderstandingView> put(
      @HeaderParam(IfMatch.HEADER) @Nullable String ifMatch,
      @NotNull @Valid UnderstandingBody body) {
    return tagged(keeping.set(caller.get(), body.confidencePercent(), ifMatch));
  }

  private static RestResponse<UnderstandingView> tagged(
      Versioned<KeepingConfidence.Standing> standing) {
    return ResponseBuilder.ok(UnderstandingView.of(standing))
        .tag(IfMatch.tag(standing.version()))
        .build();
  }
}
