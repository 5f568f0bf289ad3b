package dev.crowdline.intake.requests.domain;

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
 *   OPEN, IN_WORK, ANSWERED ──an earlier answer confirmed──▶ RESOLVED
 *   OPEN, IN_WORK ──solved by an article──▶ RESOLVED
 *
 *   ANSWERED, whose turn:
 *                 the customer wrote          followed up, or the first mark of thanks
 *   CUSTOMER's ─────────────────────▶ HELPERS' ─────────────────────▶ CUSTOMER's, silence anew
 *        │ thanks, as recognised: none     │ nothing for as long as a follow-up may take, or
 *        ▼ silence: RESOLVED               ▼ more was written than was marked: reopened
 * </pre>
 */
public sealed interface RequestState {
  Status status();

  /** 1 for the first; a refused answer begins the next. */
  int round();

  /** The latest answer of what has one; else null. */
  default @Nullable Answer givenAnswer() {
    return switch (this) {
      case Unanswered s -> null;
      case Answered s -> s.answer();
      case Resolved s -> s.answer();
      case Cancelled s -> s.answer();
    };
  }

  /** What is not finished. */
  sealed interface Unfinished extends RequestState {
    /** An answer that was refused helped after all, whatever was done since. */
    default Resolved confirmedAfterAll(Answer earlier, Instant now) {
      return new Resolved(round(), earlier, now);
    }

    default Cancelled cancelled(Instant now) {
      return new Cancelled(round(), null, now);
    }
  }

  /** What still wants an answer. */
  sealed interface Unanswered extends Unfinished {
    /** The customer found it in an article. */
    default Resolved solvedByArticle(Instant now) {
      return new Resolved(round(), null, now);
    }

    default Answered completed(Answer answer) {
      return new Answered(round(), answer, false);
    }
  }

  /** Nobody works on it. */
  record Open(int round) implements Unanswered {
    @Override
    public Status status() {
      return Status.OPEN;
    }

    public InWork taken(Helper helper) {
      return new InWork(round, helper);
    }
  }

  /** An assignment is active. */
  record InWork(int round, Helper helper) implements Unanswered {
    @Override
    public Status status() {
      return Status.IN_WORK;
    }

    /** Handed back, taken back or taken away: whoever is next has the ball. */
    public Open letGo() {
      return new Open(round);
    }

    /** Somebody else has it: only routing knows how, and routing is right. */
    public InWork takenBy(Helper other) {
      return new InWork(round, other);
    }

    public boolean isBy(UUID assignmentId) {
      return helper.assignmentId().equals(assignmentId);
    }
  }

  /**
   * The customer is asked whether that solved it.
   *
   * @param thanksMarked whether the member took what was written since for thanks: one more message
   *     and it is not
   */
  record Answered(int round, Answer answer, boolean thanksMarked) implements Unfinished {
    @Override
    public Status status() {
      return Status.ANSWERED;
    }

    public boolean isBy(UUID assignmentId) {
      return answer.by().assignmentId().equals(assignmentId);
    }

    /** The member says that what was written since are thanks. */
    public Answered thanks() {
      return new Answered(round, answer, true);
    }

    public Resolved confirmed(Instant now) {
      return new Resolved(round, answer, now);
    }

    public Open reopened() {
      return new Open(round + 1);
    }

    @Override
    public Cancelled cancelled(Instant now) {
      return new Cancelled(round, answer, now);
    }
  }

  /**
   * The answer is confirmed.
   *
   * @param answer null when an article was good enough, before anybody answered
   */
  record Resolved(int round, @Nullable Answer answer, Instant at) implements RequestState {
    @Override
    public Status status() {
      return Status.RESOLVED;
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
  }
}
