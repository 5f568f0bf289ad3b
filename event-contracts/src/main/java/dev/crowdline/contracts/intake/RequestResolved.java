package dev.crowdline.contracts.intake;

import java.util.UUID;

/** The answer of this assignment is confirmed; its points may be released. */
public record RequestResolved(UUID assignmentId, UUID memberId, int round, By by) {

  /** What confirmed it. */
  public enum By {
    CUSTOMER,
    RATING,
    SILENCE
  }
}
