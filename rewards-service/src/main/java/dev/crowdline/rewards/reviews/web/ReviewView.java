package dev.crowdline.rewards.reviews.web;

import dev.crowdline.rewards.reviews.ReadingReviews.WithCustomer;
import dev.crowdline.rewards.reviews.domain.Judgement;
import dev.crowdline.rewards.reviews.domain.Review;
import dev.crowdline.rewards.reviews.domain.ReviewVerdict;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.jspecify.annotations.Nullable;

/**
 * A review as its reader may see it. Who has not judged yet sees what is to be judged and no more.
 *
 * @param answerId the message; GET /v1/routes/{requestId}/answers/{answerId} has it with what was
 *     said before, and without who wrote it
 * @param topic the community's topic; absent when the question was not understood
 * @param appeal what its author says against a verdict that was there before; absent for none
 * @param mine what the reader said of it; absent before
 * @param revealed what only who has judged may know; absent before, unless it is settled
 */
@Schema(name = "Review")
public record ReviewView(
    UUID id,
    UUID requestId,
    UUID answerId,
    @Nullable String topic,
    Instant openedAt,
    Review.State state,
    @Nullable String appeal,
    @Nullable Said mine,
    @Nullable Revealed revealed) {

  /** What one reviewer said. */
  @Schema(name = "Judgement")
  public record Said(String reviewer, ReviewVerdict verdict, String note, Instant at) {
    static Said of(Judgement judgement) {
      return new Said(
          judgement.reviewerName(), judgement.verdict(), judgement.note(), judgement.at());
    }
  }

  /** What the customer said. */
  public enum CustomerVerdict {
    PENDING,
    CONFIRMED,
    REFUSED,
    /** Refused, and confirmed in a later round. */
    CONFIRMED_AFTER_ALL
  }

  /**
   * What is told after the judgement.
   *
   * @param memberId who wrote the answer
   * @param stars what the customer gave, 1 to 5; absent for none
   * @param verdict what the review came to; absent while another reviewer judges
   * @param judgements what all reviewers said; none while another reviewer judges
   */
  @Schema(name = "RevealedReview")
  public record Revealed(
      UUID memberId,
      CustomerVerdict customer,
      @Nullable Integer stars,
      @Nullable ReviewVerdict verdict,
      @Nullable Instant settledAt,
      List<Said> judgements) {}

  /** What is shown to a reader before judging. */
  static ReviewView unjudged(Review review) {
    return new ReviewView(
        review.id(),
        review.requestId(),
        review.messageId(),
        review.topic(),
        review.openedAt(),
        review.state(),
        appeal(review),
        null,
        null);
  }

  /** What is shown to that reader. */
  static ReviewView of(WithCustomer found, String reader) {
    Review review = found.review();
    Judgement mine = review.by(reader);
    boolean settled = review.state() == Review.State.SETTLED;
    return new ReviewView(
        review.id(),
        review.requestId(),
        review.messageId(),
        review.topic(),
        review.openedAt(),
        review.state(),
        appeal(review),
        mine == null ? null : Said.of(mine),
        mine == null && !settled ? null : revealed(found, settled));
  }

  private static @Nullable String appeal(Review review) {
    return review.appeal() == null ? null : review.appeal().reason();
  }

  private static Revealed revealed(WithCustomer found, boolean settled) {
    Review review = found.review();
    String outcome = found.customer().outcome();
    return new Revealed(
        review.memberId(),
        outcome == null ? CustomerVerdict.PENDING : CustomerVerdict.valueOf(outcome),
        found.customer().stars(),
        review.verdict(),
        settled ? review.closedAt() : null,
        settled ? review.judgements().stream().map(Said::of).toList() : List.of());
  }
}
