package dev.crowdline.intake.requests.domain;

import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * What intake hears from routing, in its own words. {@code at} is when it happened there, {@code
 * heard} the highest number of a customer's message that was heard there.
 */
public sealed interface Heard {
  Instant at();

  /** The route waits or was offered. */
  record RouteOpen(int round, Instant at) implements Heard {}

  /** An accept or a claim won. */
  record Taken(Helper helper, int round, Instant at) implements Heard {}

  /** The member wrote to the customer. */
  record Wrote(
      UUID messageId,
      Helper helper,
      boolean asksCustomer,
      String text,
      @Nullable Integer heard,
      Instant at)
      implements Heard {
    /** The same without a question. */
    public Wrote askingNobody() {
      return new Wrote(messageId, helper, false, text, heard, at);
    }
  }

  /** The member wrote once more after the answer. */
  record FollowedUp(UUID messageId, Helper helper, String text, @Nullable Integer heard, Instant at)
      implements Heard {}

  /** The member took what the customer wrote after the answer for thanks. */
  record ThanksMarked(UUID assignmentId, int heard, Instant at) implements Heard {}

  /** The member answered. */
  record Completed(
      UUID messageId, Helper helper, int round, String answer, @Nullable Integer heard, Instant at)
      implements Heard {}

  /** The assignment ended without an answer: released, timed out or cancelled. */
  record LetGo(UUID assignmentId, Instant at) implements Heard {}

  /** No step of the plan is left. */
  record Exhausted(int round, Instant at) implements Heard {}
}
