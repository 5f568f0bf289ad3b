package dev.crowdline.rewards.reviews.web;

import dev.crowdline.rewards.members.KnowingMembers;
import dev.crowdline.rewards.reviews.Appealing;
import dev.crowdline.rewards.reviews.domain.Judgement;
import dev.crowdline.rewards.reviews.domain.Review;
import dev.crowdline.rewards.reviews.domain.ReviewVerdict;
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
import jakarta.ws.rs.HeaderParam;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.MediaType;
import java.time.Instant;
import java.util.List;
import java.util.Objects;
import java.util.UUID;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jspecify.annotations.Nullable;

/** What reviewers said of a member's own answers. */
@Path("/v1/reviews/me")
@Produces(MediaType.APPLICATION_JSON)
@RolesAllowed({Caller.CONTRIBUTOR, Caller.SPECIALIST})
@Tag(name = "Reviews")
@RunOnVirtualThread
public class OwnReviewResource {
  private final Appealing appealing;
  private final KnowingMembers members;
  private final CurrentCaller caller;

  OwnReviewResource(Appealing appealing, KnowingMembers members, CurrentCaller caller) {
    this.appealing = appealing;
    this.members = members;
    this.caller = caller;
  }

  /** Why a verdict is not right. */
  public record AppealBody(@NotBlank @Size(max = 1_000) String reason) {}

  /**
   * What a member says against a verdict.
   *
   * @param decided whether somebody else has judged since; the verdict is final then
   */
  public record AppealView(String reason, Instant at, boolean decided) {}

  /**
   * What was said of an answer.
   *
   * @param assignmentId the answer; GET /v1/assignments/{id} has its question
   * @param verdict what counts; WRONG and HARMFUL pay nothing
   * @param notes what reviewers wrote, without their names
   * @param appealUntil absent when there is nothing to appeal, or it was done
   */
  public record OwnReview(
      UUID id,
      UUID assignmentId,
      @Nullable String topic,
      ReviewVerdict verdict,
      @Nullable Instant settledAt,
      List<String> notes,
      @Nullable AppealView appeal,
      @Nullable Instant appealUntil) {
    static OwnReview of(Review review) {
      Review.Appeal appeal = review.appeal();
      return new OwnReview(
          review.id(),
          review.assignmentId(),
          review.topic(),
          Objects.requireNonNull(review.verdict()),
          review.closedAt(),
          review.judgements().stream()
              .map(Judgement::note)
              .filter(note -> !note.isEmpty())
              .toList(),
          appeal == null
              ? null
              : new AppealView(
                  appeal.reason(), appeal.at(), review.state() != Review.State.APPEALED),
          review.appealsUntil());
    }
  }

  @GET
  @Operation(
      operationId = "listMyReviews",
      summary = "What reviewers said of my answers, the latest first")
  public Page<OwnReview> list(
      @QueryParam("cursor") @Nullable String cursor,
      @QueryParam("limit") @DefaultValue(Limit.DEFAULT) Limit limit) {
    Cursor after = Cursor.parse(cursor);
    Caller me = caller.get();
    Page<Review> page =
        Page.of(
            appealing.of(me.community(), members.memberOf(me), after, limit.items() + 1),
            limit,
            last -> new Cursor(last.openedAt(), last.id()));
    return new Page<>(page.items().stream().map(OwnReview::of).toList(), page.next());
  }

  @POST
  @Path("/{id}/appeal")
  @Consumes(MediaType.APPLICATION_JSON)
  @Operation(
      operationId = "appealReview",
      summary = "Have somebody else judge my answer, who decides",
      description =
          "Within 14 days, once, of what was judged wrong or harmful. Points stay as they are until"
              + " then. Who decides reads the reason, and not who gave it.")
  public OwnReview appeal(
      @PathParam("id") UUID id,
      @HeaderParam("Idempotency-Key") @Nullable String key,
      @NotNull @Valid AppealBody body) {
    Caller me = caller.get();
    UUID member = members.memberOf(me);
    appealing.appeal(me, member, id, body.reason().strip(), key);
    return OwnReview.of(appealing.get(me.community(), member, id));
  }
}
