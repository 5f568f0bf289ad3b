package dev.crowdline.intake.requests.domain;

import dev.crowdline.contracts.WaitingOn;
import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * Where a request stands; one method per legal move.
 *
 * <pre>
 *            taken              completed              confirmed
 *   OPEN ──────────▶ IN_WORK ──────────────▶ ANSWERED ───────────▶ RESOLVED
 *    ▲ ▲    let go      │                       │
 *    │ └────────────────┘       reopened        │
 *    └──────────────── round + 1 ◀──────────────┘
 *   OPEN, IN_WORK, ANSWERED ──cancelled──▶ CANCELLED
 * </pre>
 */
public sealed interface RequestState {
  Status status();

  /** 1 for the first; a refused answer begins the next. */
  int round();

  WaitingOn waitingOn();

  /** What is not finished. */
  sealed interface Unfinished extends RequestState {
    default Cancelled cancelled(Instant now) {
      return new Cancelled(round(), null, now);
    }
  }

  /** What still wants an answer. */
  sealed interface Unanswered extends Unfinished {
    Unanswered waitingOn(WaitingOn who);

    default Answered completed(Answer answer) {
      return new Answered(round(), answer);
    }
  }

  /** Nobody works on it. */
  record Open(int round, WaitingOn waitingOn) implements Unanswered {
    @Override
    public Status status() {
      return Status.OPEN;
    }

    @Override
    public Open waitingOn(WaitingOn who) {
      return new Open(round, who);
    }

    public InWork taken(Helper helper) {
      return new InWork(round, WaitingOn.HELPERS, helper);
    }
  }

  /** An assignment is active. */
  record InWork(int round, WaitingOn waitingOn, Helper helper) implements Unanswered {
    @Override
    public Status status() {
      return Status.IN_WORK;
    }

    @Override
    public InWork waitingOn(WaitingOn who) {
      return new InWork(round, who, helper);
    }

    /** Handed back, taken back or taken away: whoever is next has the ball. */
    public Open letGo() {
      return new Open(round, WaitingOn.HELPERS);
    }

    /** Somebody else has it: only routing knows how, and routing is right. */
    public InWork takenBy(Helper other) {
      return new InWork(round, WaitingOn.HELPERS, other);
    }

    public boolean isBy(UUID assignmentId) {
      return helper.assignmentId().equals(assignmentId);
    }
  }

  /** The customer is asked whether that solved it. */
  record Answered(int round, Answer answer) implements Unfinished {
    @Override
    public Status status() {
      return Status.ANSWERED;
    }

    @Override
    public WaitingOn waitingOn() {
      return WaitingOn.CUSTOMER;
    }

    public Resolved confirmed(Instant now) {
      return new Resolved(round, answer, now);
    }

    public Open reopened() {
      return new Open(round + 1, WaitingOn.HELPERS);
    }

    @Override
    public Cancelled cancelled(Instant now) {
      return new Cancelled(round, answer, now);
    }
  }

  /** The answer is confirmed. */
  record Resolved(int round, Answer answer, Instant at) implements RequestState {
    @Override
    public Status status() {
      return Status.RESOLVED;
    }

    @Override
    public WaitingOn waitingOn() {
      return WaitingOn.CUSTOMER;
    }
  }

  /**
   * Nobody wants an answer any more.
   *
   * @param answer the one that waited to be judged, if any
   */
  record Cancelled(int round, @Nullable Answer answer, Instant at) implements RequestState {
    @Override
    public Status status() {
      return Status.CANCELLED;
    }

    @Override
    public WaitingOn waitingOn() {
      return WaitingOn.CUSTOMER;
    }
  }
}
