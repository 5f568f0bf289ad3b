package dev.crowdline.sla.clocks.domain;

import dev.crowdline.contracts.SlaClock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * Why a clock ran when it did: each moment at which it began or ceased to, as far as facts and
 * silence say. When its calendar is closed it runs on in this sense, and uses nothing.
 */
public record Course(List<Turning> turnings) {
  public Course {
    turnings = List.copyOf(turnings);
  }

  /**
   * A clock began to run, or stood still.
   *
   * @param assignmentId whose doing it was; null when it was not a member's
   */
  public record Turning(Instant at, boolean runs, Reason reason, @Nullable UUID assignmentId) {}

  /** What made a clock run or stand still. */
  public enum Reason {
    /** The customer asked. */
    SUBMITTED,
    /** A member accepted or claimed. */
    TAKEN,
    /** The member handed the work back. */
    HANDED_BACK,
    /** The work was taken back when a clock of it ran out. */
    TAKEN_BACK,
    /** The work was not wanted any more. */
    WORK_CANCELLED,
    /** A member wrote, which is the first response. */
    RESPONDED,
    /** A member asked the customer. */
    CUSTOMER_ASKED,
    /** The customer wrote. */
    CUSTOMER_WROTE,
    /** The customer did not answer for as long as the policy lets clocks wait. */
    WAIT_OVER,
    /** A member answered. */
    ANSWERED,
    /** The member wrote once more, or took what the customer wrote for thanks. */
    FOLLOWED_UP,
    /** Staff wrote to the customer. */
    STAFF_WROTE,
    /** The answer did not help. */
    REOPENED,
    /** The answer is confirmed. */
    RESOLVED,
    /** Nobody wants an answer any more. */
    CANCELLED,
    /** An incident answers it: nobody is asked, and what waits for somebody to accept stands. */
    LINKED,
    /** No incident answers it any more. */
    SPLIT,
    /** Nothing of the above; no clock is moved by it. */
    OTHER
  }

  /** The course of one clock of a request; empty until the request was submitted. */
  public static Course of(RequestClocks clocks, SlaClock clock) {
    Submission submission = clocks.submission();
    return submission == null ? new Course(List.of()) : new Following(clocks, clock).course();
  }

  /** Goes along the marks once more, looking at one clock before and after each. */
  private static final class Following {
    private final RequestClocks clocks;
    private final SlaClock clock;
    private final Fold fold;
    private final List<Turning> turnings = new ArrayList<>();
    private boolean running;

    Following(RequestClocks clocks, SlaClock clock) {
      this.clocks = clocks;
      this.clock = clock;
      this.fold = clocks.fold();
    }

    Course course() {
      Submission submission = clocks.submission();
      if (submission != null) {
        look(submission.at(), Reason.SUBMITTED, null);
        for (Timeline.Placed placed : Timeline.inOrder(submission.at(), clocks.marks())) {
          waitOver(placed.at());
          fold.advance(placed.at());
          fold.take(placed);
          look(placed.at(), reason(placed.mark()), assignment(placed.mark()));
        }
        waitOver(null);
      }
      return new Course(turnings);
    }

    private void look(Instant at, Reason reason, @Nullable UUID assignmentId) {
      boolean runs = fold.runsAt(clock, at);
      if (runs != running) {
        running = runs;
        turnings.add(new Turning(at, runs, reason, assignmentId));
      }
    }

    /** Whether the wait for the customer is over before then, or at all. */
    private void waitOver(@Nullable Instant before) {
      Instant goesOn = fold.goesOnAt();
      if (goesOn != null && (before == null || goesOn.isBefore(before))) {
        look(goesOn, Reason.WAIT_OVER, null);
      }
    }
  }

  private static @Nullable UUID assignment(Mark mark) {
    if (mark instanceof Mark.OfAssignment of) {
      return of.assignmentId();
    }
    return mark instanceof Mark.Resolved resolved ? resolved.assignmentId() : null;
  }

  private static Reason reason(Mark mark) {
    return switch (mark) {
      case Mark.Taken m -> Reason.TAKEN;
      case Mark.GivenBack m ->
          switch (m.how()) {
            case RELEASED -> Reason.HANDED_BACK;
            case TIMED_OUT -> Reason.TAKEN_BACK;
            case CANCELLED -> Reason.WORK_CANCELLED;
          };
      case Mark.Spoken m -> m.asksCustomer() ? Reason.CUSTOMER_ASKED : Reason.RESPONDED;
      case Mark.FollowedUp m -> Reason.FOLLOWED_UP;
      case Mark.Answered m -> Reason.ANSWERED;
      case Mark.CustomerWrote m -> Reason.CUSTOMER_WROTE;
      case Mark.StaffWrote m -> Reason.STAFF_WROTE;
      case Mark.Reopened m -> Reason.REOPENED;
      case Mark.Resolved m -> Reason.RESOLVED;
      case Mark.Cancelled m -> Reason.CANCELLED;
      case Mark.Linked m -> Reason.LINKED;
      case Mark.Split m -> Reason.SPLIT;
      case Mark.Closed m -> Reason.RESOLVED;
      case Mark.Exhausted m -> Reason.OTHER;
      case Mark.PriorityRaised m -> Reason.OTHER;
      case Mark.Extended m -> Reason.OTHER;
      case Mark.NeedsChanged m -> Reason.OTHER;
    };
  }
}
