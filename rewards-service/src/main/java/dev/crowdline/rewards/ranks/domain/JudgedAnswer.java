package dev.crowdline.rewards.ranks.domain;

import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * A member's answer.
 *
 * @param at when it was given: it counts from then on, whenever it is judged, so that it counts the
 *     same however facts arrive
 * @param outcome null until it is judged
 */
public record JudgedAnswer(
    String community,
    UUID assignmentId,
    UUID requestId,
    UUID memberId,
    Instant at,
    @Nullable Outcome outcome) {

  /** What was judged last. */
  public enum Outcome {
    CONFIRMED,
    REFUSED
  }
}
