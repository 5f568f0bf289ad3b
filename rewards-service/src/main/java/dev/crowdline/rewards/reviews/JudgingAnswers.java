package dev.crowdline.rewards.reviews;

import dev.crowdline.rewards.ledger.SettlingPay;
import dev.crowdline.rewards.ledger.domain.Heard;
import dev.crowdline.rewards.ledger.messaging.stating.StatingPay;
import dev.crowdline.rewards.reviews.domain.Judgement;
import dev.crowdline.rewards.reviews.domain.Review;
import dev.crowdline.rewards.reviews.domain.ReviewVerdict;
import dev.crowdline.rewards.reviews.messaging.stating.StatingReviews;
import dev.crowdline.rewards.reviews.persistence.ReviewTable;
import dev.crowdline.rewards.reviews.persistence.ReviewTable.Reach;
import dev.crowdline.support.acts.Acts;
import dev.crowdline.support.database.Database;
import dev.crowdline.support.database.Tx;
import dev.crowdline.support.idempotency.Idempotency;
import dev.crowdline.support.problems.Problem;
import dev.crowdline.support.problems.ProblemType;
import dev.crowdline.support.security.Caller;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.UUID;

/**
 * A reviewer judges an answer. What follows for its pay happens in the same transaction as the
 * verdict that settles it.
 */
@ApplicationScoped
public class JudgingAnswers {
  private final Database database;
  private final ReviewTable reviews;
  private final KnowingReviewers reviewers;
  private final SettlingPay settling;
  private final Idempotency idempotency;
  private final Acts acts;
  private final InstantSource clock;

  JudgingAnswers(
      Database database,
      ReviewTable reviews,
      KnowingReviewers reviewers,
      SettlingPay settling,
      Idempotency idempotency,
      Acts acts,
      InstantSource clock) {
    this.database = database;
    this.reviews = reviews;
    this.reviewers = reviewers;
    this.settling = settling;
    this.idempotency = idempotency;
    this.acts = acts;
    this.clock = clock;
  }

  /** What is done, as it is written down. */
  public enum Kind {
    ANSWER_JUDGED
  }

  /**
   * What a reviewer says.
   *
   * @param note empty for none
   */
  public record Said(ReviewVerdict verdict, String note) {}

  /** Judges once per key, and once per reviewer. */
  public void judge(Caller caller, UUID id, Said said, String key) {
    Reach reach = reviewers.reach(caller);
    database.transact(tx ->
        idempotency.runFor(
            tx,
            caller,
            "judge-answer/" + id,
            key,
            said,
            200,
            id.toString(),
            () -> judge(tx, caller, reach, id, said)));
  }

  private void judge(Tx tx, Caller caller, Reach reach, UUID id, Said said) {
    Review review = reviews.lock(tx, caller.community(), id);
    if (review == null || !reviews.mayJudge(tx, caller.community(), id, reach)) {
      throw Problem.notFound("review", id);
    }
    mustWait(review, caller);
    Instant now = clock.instant();
    reviews.judge(
        tx,
        caller.community(),
        id,
        new Judgement(caller.key(), caller.name(), said.verdict(), said.note(), now));
    acts.add(
        tx,
        caller,
        review.requestId(),
        now,
        Kind.ANSWER_JUDGED,
        Map.of("review", id.toString(), "verdict", said.verdict().name()));
    ReviewVerdict verdict = review.with(said.verdict());
    if (verdict != null) {
      settle(tx, review, verdict, now);
    }
  }

  private static void mustWait(Review review, Caller caller) {
    if (review.by(caller.key()) != null) {
      throw Problem.of(ProblemType.ILLEGAL_STATE, "you have judged this answer already");
    }
    switch (review.state()) {
      case OPEN, APPEALED -> {}
      case SETTLED ->
          throw Problem.of(
              ProblemType.ALREADY_TAKEN, "others have judged this answer in the meantime");
      case DROPPED ->
          throw Problem.of(
              ProblemType.EXPIRED, "what was written is erased; there is nothing left to judge");
    }
  }

  private void settle(Tx tx, Review review, ReviewVerdict verdict, Instant now) {
    boolean was = review.verdict() != null && review.verdict().withdraws();
    if (was != verdict.withdraws()) {
      Heard reviewed =
          new Heard.Reviewed(
              review.community(),
              review.requestId(),
              review.assignmentId(),
              verdict.withdraws(),
              now);
      settling
          .settle(tx, List.of(reviewed))
          .forEach(step ->
              tx.state(review.community(), review.requestId(), now, StatingPay.fact(step.due())));
    }
    reviews.settle(tx, review, verdict, now);
    StatingReviews.settled(tx, review, verdict, review.judgements().size() + 1, now);
  }
}
