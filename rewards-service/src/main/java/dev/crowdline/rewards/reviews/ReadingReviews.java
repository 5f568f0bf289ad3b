package dev.crowdline.rewards.reviews;

import dev.crowdline.rewards.reviews.domain.Review;
import dev.crowdline.rewards.reviews.persistence.ReviewTable;
import dev.crowdline.rewards.reviews.persistence.ReviewTable.OfCustomer;
import dev.crowdline.rewards.reviews.persistence.ReviewTable.Reach;
import dev.crowdline.support.database.Database;
import dev.crowdline.support.database.Sql;
import dev.crowdline.support.problems.Problem;
import dev.crowdline.support.security.Caller;
import dev.crowdline.support.web.Cursor;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** Shows what is to be judged, and what was. */
@ApplicationScoped
public class ReadingReviews {
  /** So many are shown at once; who has judged them asks again. */
  private static final int QUEUE = 20;

  private final Database database;
  private final ReviewTable reviews;
  private final KnowingReviewers reviewers;

  ReadingReviews(Database database, ReviewTable reviews, KnowingReviewers reviewers) {
    this.database = database;
    this.reviews = reviews;
    this.reviewers = reviewers;
  }

  /** The next ones, and how many there are in all. */
  public record Queue(List<Review> next, int waiting) {}

  /** A review, and what the customer says of the answer. */
  public record WithCustomer(Review review, OfCustomer customer) {}

  /** What this caller may judge. */
  public Queue queue(Caller caller) {
    Reach reach = reviewers.reach(caller);
    String community = caller.community();
    return database.read(sql ->
        new Queue(
            reviews.queue(sql, community, caller.key(), reach, QUEUE),
            reviews.waiting(sql, community, caller.key(), reach)));
  }

  /** A review that this caller may judge or has judged; an operator reads all. */
  public WithCustomer get(Caller caller, UUID id) {
    Reach reach = reviewers.reach(caller);
    String community = caller.community();
    return database.read(sql -> {
      Review review = reviews.find(sql, community, id);
      if (review == null
          || !(caller.is(Caller.OPERATOR)
              || review.by(caller.key()) != null
              || reviews.mayJudge(sql, community, id, reach))) {
        throw Problem.notFound("review", id);
      }
      return withCustomers(sql, community, List.of(review)).getFirst();
    });
  }

  /** A community's reviews, the latest first. */
  public List<WithCustomer> list(
      String community, Review.@Nullable State state, @Nullable Cursor after, int limit) {
    return database.read(
        sql -> withCustomers(sql, community, reviews.latest(sql, community, state, after, limit)));
  }

  private List<WithCustomer> withCustomers(Sql sql, String community, List<Review> found) {
    Map<UUID, OfCustomer> said = reviews.ofCustomers(sql, community, found);
    return found.stream()
        .map(review ->
            new WithCustomer(
                review, said.getOrDefault(review.assignmentId(), new OfCustomer(null, null))))
        .toList();
  }
}
