package dev.crowdline.rewards.reviews.web;

import dev.crowdline.rewards.reviews.KeepingReviewSettings;
import dev.crowdline.rewards.reviews.domain.ReviewSettings;
import dev.crowdline.rewards.reviews.persistence.ReviewSettingsTable.Kept;
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
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jboss.resteasy.reactive.RestResponse;
import org.jboss.resteasy.reactive.RestResponse.ResponseBuilder;
import org.jspecify.annotations.Nullable;

/** How much is reviewed. */
@Path("/v1/programme/reviews")
@Consumes(MediaType.APPLICATION_JSON)
@Produces(MediaType.APPLICATION_JSON)
@RolesAllowed(Caller.OPERATOR)
@Tag(name = "Programme")
@RunOnVirtualThread
public class ReviewBudgetResource {
  private final KeepingReviewSettings keeping;
  private final CurrentCaller caller;

  ReviewBudgetResource(KeepingReviewSettings keeping, CurrentCaller caller) {
    this.keeping = keeping;
    this.caller = caller;
  }

  /**
   * How much is reviewed.
   *
   * @param reviewsADay so many reviews are opened on a day of UTC at most; 0 for none
   * @param twicePercent of a hundred reviews, so many are done by two reviewers
   * @param newcomerAnswers a member's first so many answers are drawn more often
   */
  public record ReviewSettingsBody(
      @NotNull @Min(0) @Max(ReviewSettings.MOST_REVIEWS) Integer reviewsADay,
      @NotNull @Min(0) @Max(100) Integer twicePercent,
      @NotNull @Min(0) @Max(ReviewSettings.MOST_NEWCOMER_ANSWERS) Integer newcomerAnswers) {}

  /**
   * How much is reviewed.
   *
   * @param changedAt absent while the defaults hold, and so is {@code version}
   * @param version an edit names it in If-Match
   */
  public record ReviewSettingsView(
      int reviewsADay,
      int twicePercent,
      int newcomerAnswers,
      @Nullable Instant changedAt,
      @Nullable Long version) {}

  @GET
  @Operation(operationId = "getReviewSettings", summary = "How much is reviewed")
  public RestResponse<ReviewSettingsView> get() {
    Kept kept = keeping.find(caller.get().community());
    return kept == null
        ? ResponseBuilder.ok(view(ReviewSettings.DEFAULT, null)).build()
        : tagged(kept);
  }

  @PUT
  @Operation(
      operationId = "putReviewSettings",
      summary = "Say how much is reviewed, from the next answer on")
  public RestResponse<ReviewSettingsView> put(
      @HeaderParam(IfMatch.HEADER) @Nullable String ifMatch,
      @NotNull @Valid ReviewSettingsBody body) {
    return tagged(
        keeping.put(
            caller.get(),
            new ReviewSettings(body.reviewsADay(), body.twicePercent(), body.newcomerAnswers()),
            ifMatch));
  }

  private static RestResponse<ReviewSettingsView> tagged(Kept kept) {
    return ResponseBuilder.ok(view(kept.settings(), kept)).tag(IfMatch.tag(kept.version())).build();
  }

  private static ReviewSettingsView view(ReviewSettings settings, @Nullable Kept kept) {
    return new ReviewSettingsView(
        settings.reviewsADay(),
        settings.twicePercent(),
        settings.newcomerAnswers(),
        kept == null ? null : kept.changedAt(),
        kept == null ? null : kept.version());
  }
}
