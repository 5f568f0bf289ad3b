package dev.crowdline.intake.forms.domain;

import java.time.Duration;
import java.time.Instant;

/**
 * What somebody may still do: it is full at first, each use takes one, and it fills up evenly
 * within a time. Immutable.
 *
 * @param fullAt when it will be full again if nothing more is taken
 */
record Allowance(Instant fullAt) {

  /** So many within so long. */
  record Limit(int most, Duration within) {
    Duration each() {
      return within.dividedBy(most);
    }
  }

  /** Nothing was taken yet. */
  static Allowance full(Instant now) {
    return new Allowance(now);
  }

  boolean isFull(Instant now) {
    return !fullAt.isAfter(now);
  }

  /** How long until one may be taken; zero when it may be taken now. */
  Duration wait(Limit limit, Instant now) {
    Duration wait = Duration.between(now, fullAt).plus(limit.each()).minus(limit.within());
    return wait.isNegative() ? Duration.ZERO : wait;
  }

  /** One was taken. */
  Allowance taken(Limit limit, Instant now) {
    return new Allowance((isFull(now) ? now : fullAt).plus(limit.each()));
  }
}
