package dev.crowdline.rewards.reviews;

import dev.crowdline.rewards.reviews.domain.Review;
import dev.crowdline.rewards.reviews.persistence.ReviewTable;
import dev.crowdline.support.database.Database;
import dev.crowdline.support.database.Tx;
import dev.crowdline.support.idempotency.Idempotency;
import dev.crowdline.support.problems.Problem;
import dev.crowdline.support.problems.ProblemType;
import dev.crowdline.support.security.Caller;
import dev.crowdline.support.web.Cursor;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Instant;
import java.time.InstantSource;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** Shows a member what reviewers said of the own answers, and hears who does not agree, once. */
@ApplicationScoped
public class Appealing {
  private final Database database;
  private final ReviewTable reviews;
  private final Idempotency idempotency;
  private final InstantSource clock;

  Appealing(Database database, ReviewTable reviews, Idempotency idempotency, InstantSource clock) {
    this.database = database;
    this.reviews = reviews;
    this.idempotency = idempotency;
    this.clock = clock;
  }

  /** What was judged of a member's answers, the latest first. */
  public List<Review> of(String community, UUID memberId, @Nullable Cursor after, int limit) {
    return database.read(sql -> reviews.ofMember(sql, community, memberId, after, limit));
  }

  /** One of them, as it stands. */
  public Review get(String community, UUID memberId, UUID id) {
    return own(database.read(sql -> reviews.find(sql, community, id)), memberId, id);
  }

  /** Has somebody else judge, who decides. Points stay as they are until then. */
  public void appeal(Caller caller, UUID memberId, UUID id, String reason, @Nullable String key) {
    database.transact(tx ->
        idempotency.runFor(
            tx,
            caller,
            "appeal/" + id,
            key,
            reason,
            200,
            id.toString(),
            () -> appeal(tx, caller.community(), memberId, id, reason)));
  }

  private void appeal(Tx tx, String community, UUID memberId, UUID id, String reason) {
    Review review = own(reviews.lock(tx, community, id), memberId, id);
    Instant now = clock.instant();
    Instant until = review.appealsUntil();
    if (until == null) {
      throw Problem.of(
          ProblemType.ILLEGAL_STATE,
          review.appeal() == null
              ? "your answer was not judged wrong or harmful; there is nothing to appeal"
              : "you have appealed already, and that is possible once");
    }
    if (!now.isBefore(until)) {
      throw Problem.of(
          ProblemType.EXPIRED,
          "an appeal was possible until " + until.truncatedTo(ChronoUnit.SECONDS));
    }
    reviews.appeal(tx, review, reason, now);
  }

  private static Review own(@Nullable Review found, UUID memberId, UUID id) {
    if (found == null || !found.memberId().equals(memberId) || found.verdict() == null) {
      throw Problem.notFound("review", id);
    }
    return found;
  }
}
