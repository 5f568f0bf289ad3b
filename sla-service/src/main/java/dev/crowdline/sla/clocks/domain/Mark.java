package dev.crowdline.sla.clocks.domain;

import dev.crowdline.contracts.Priority;
import dev.crowdline.contracts.Tier;
import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** Something that was heard of a request and that moves its clocks, with the time it happened. */
public sealed interface Mark {
  Instant at();

  /** What is said of one assignment. It cannot have happened before the assignment began. */
  sealed interface OfAssignment extends Mark {
    UUID assignmentId();
  }

  /** A member has the work, by accepting or by claiming. */
  record Taken(Instant at, UUID assignmentId, int round, UUID memberId, String alias, Tier tier)
      implements OfAssignment {}

  /** The work is with nobody again. */
  record GivenBack(Instant at, UUID assignmentId, How how) implements OfAssignment {
    /** Who ended it: the member, a clock, or the request's own course. */
    public enum How {
      RELEASED,
      TIMED_OUT,
      CANCELLED
    }
  }

  /**
   * A member wrote to the customer.
   *
   * @param heard the highest number of a customer's message that routing had heard
   */
  record Spoken(Instant at, UUID assignmentId, boolean asksCustomer, @Nullable Integer heard)
      implements OfAssignment {}

  /** A member took what was written after the answer for thanks, or wrote once more. */
  record FollowedUp(Instant at, UUID assignmentId, @Nullable Integer heard)
      implements OfAssignment {}

  /**
   * A member answered; completion and answer are two tellings of it, and the earlier time counts.
   */
  record Answered(Instant at, UUID assignmentId, int round, Tier tier, @Nullable Integer heard)
      implements OfAssignment {}

  /**
   * The work has more time. That is routing's clock; those of the request go on as they do.
   *
   * @param byStaff whether staff gave it; otherwise its member took it
   */
  record Extended(Instant at, UUID assignmentId, Instant dueAt, boolean byStaff)
      implements OfAssignment {}

  /** What it needs was said anew, at just these levels. */
  record NeedsChanged(Instant at) implements Mark {}

  /** The customer wrote something that is no thanks. */
  record CustomerWrote(Instant at, @Nullable Integer number) implements Mark {}

  /** The answer did not help; {@code round} begins. */
  record Reopened(Instant at, int round) implements Mark {}

  /** The answer of that assignment is confirmed, in that round of the request or a later one. */
  record Resolved(Instant at, UUID assignmentId, int round, int confirmedInRound) implements Mark {}

  /** Routing has no step left. */
  record Exhausted(Instant at, int round) implements Mark {}

  /** It is more pressing from then on. */
  record PriorityRaised(Instant at, Priority priority) implements Mark {}

  /** Staff wrote to the customer. */
  record StaffWrote(Instant at) implements Mark {}

  /** An incident answers it from then on. */
  record Linked(Instant at) implements Mark {}

  /** No incident answers it any more; it is in that round. */
  record Split(Instant at, int round) implements Mark {}

  /** It has its answer, which no assignment of its own gave. */
  record Closed(Instant at, int round, By by) implements Mark {
    /** What gave it. */
    public enum By {
      INCIDENT,
      ARTICLE,
      /** The company's own desk, or something of a later version. */
      OTHER
    }
  }

  /** Nobody wants an answer any more. */
  record Cancelled(Instant at) implements Mark {}
}
