package dev.crowdline.rewards.ledger.domain;

import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** What the ledger hears about a request. */
public sealed interface Heard {
  String community();

  UUID requestId();

  /** When it happened. */
  Instant at();

  /**
   * A member answered.
   *
   * @param reward what a confirmed answer pays its member
   * @param extra what it pays besides
   */
  record Completed(
      String community,
      UUID requestId,
      UUID assignmentId,
      UUID memberId,
      boolean byCommunityMember,
      int round,
      long reward,
      Extra extra,
      Instant at)
      implements Heard {
    /** One that earns its reward and nothing else. */
    public Completed(
        String community,
        UUID requestId,
        UUID assignmentId,
        UUID memberId,
        boolean byCommunityMember,
        int round,
        long reward,
        Instant at) {
      this(
          community,
          requestId,
          assignmentId,
          memberId,
          byCommunityMember,
          round,
          reward,
          Extra.NONE,
          at);
    }

    /** What it earns by a rule at once, zero when nothing. */
    long pays(Rule rule) {
      if (!byCommunityMember) {
        return 0;
      }
      return switch (rule) {
        case CONFIRMED_ANSWER -> Math.max(0, reward);
        case PROMPT_ANSWER -> extra.prompt();
        case WELL_RATED -> 0;
      };
    }
  }

  /** The customer rated the answer of this assignment. */
  record Rated(String community, UUID requestId, UUID assignmentId, int stars, Instant at)
      implements Heard {}

  /**
   * The answer of this assignment was confirmed, and the request resolved.
   *
   * @param round whose answer it is
   * @param inRound the request's round when it was; later than {@code round} when the answer had
   *     been refused
   */
  record Confirmed(
      String community, UUID requestId, UUID assignmentId, int round, int inRound, Instant at)
      implements Heard {
    Verdict verdict() {
      return inRound > round ? Verdict.AFTER_ALL : Verdict.confirmedIn(inRound);
    }
  }

  /** The answer of this assignment was refused, and this round began. */
  record Refused(String community, UUID requestId, UUID assignmentId, int round, Instant at)
      implements Heard {}

  /**
   * Reviewers judged the answer of this assignment, or decided its author's appeal.
   *
   * @param withdraws whether it pays nothing, whatever the customer says
   */
  record Reviewed(
      String community, UUID requestId, UUID assignmentId, boolean withdraws, Instant at)
      implements Heard {}

  /** It has its answer, which none of its own assignments gave; that is paid where it was given. */
  record Closed(String community, UUID requestId, int round, Instant at) implements Heard {}

  /**
   * Nobody wants an answer any more.
   *
   * @param paidAssignment whose answer waited for its verdict and is confirmed by this; null when
   *     none waited
   */
  record Cancelled(String community, UUID requestId, @Nullable UUID paidAssignment, Instant at)
      implements Heard {}
}
