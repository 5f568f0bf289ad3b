package dev.crowdline.rewards.reviews.messaging.stating;

import dev.crowdline.contracts.rewards.AnswerReviewed;
import dev.crowdline.rewards.reviews.domain.Review;
import dev.crowdline.rewards.reviews.domain.ReviewVerdict;
import dev.crowdline.support.database.Tx;
import java.time.Instant;

/** The fact about a review, about its request. */
public final class StatingReviews {
  private StatingReviews() {}

  /** Says what a review came to. */
  public static void settled(
      Tx tx, Review review, ReviewVerdict verdict, int judgements, Instant now) {
    tx.state(
        review.community(),
        review.requestId(),
        now,
        new AnswerReviewed(
            review.id(),
            review.assignmentId(),
            review.memberId(),
            verdict(verdict),
            review.topic(),
            judgements,
            review.state() == Review.State.APPEALED));
  }

  static AnswerReviewed.Verdict verdict(ReviewVerdict verdict) {
    return switch (verdict) {
      case GOOD -> AnswerReviewed.Verdict.GOOD;
      case ACCEPTABLE -> AnswerReviewed.Verdict.ACCEPTABLE;
      case WRONG -> AnswerReviewed.Verdict.WRONG;
      case HARMFUL -> AnswerReviewed.Verdict.HARMFUL;
    };
  }
}
