package dev.crowdline.intake.channels.domain;

import java.time.Duration;
import java.time.Instant;
import java.util.random.RandomGenerator;
import org.jspecify.annotations.Nullable;

/** When a delivery that was not taken is tried again: ever later, for a day. */
public final class Retrying {
  /** How long one is tried before it is given up. */
  public static final Duration PATIENCE = Duration.ofDays(1);

  static final Duration FIRST = Duration.ofSeconds(5);
  static final Duration LONGEST = Duration.ofHours(1);

  /** As a share of the pause, so that what failed together does not come back together. */
  private static final double JITTER = 0.25;

  private Retrying() {}

  /**
   * When to try again, or null when it is given up.
   *
   * @param attempts how often it was tried, at least once
   */
  public static @Nullable Instant next(
      int attempts, Instant giveUpAt, Instant now, RandomGenerator chance) {
    if (!now.isBefore(giveUpAt)) {
      return null;
    }
    long pause = FIRST.toMillis() << Math.min(attempts - 1, 20);
    double jitter = 1 - JITTER + 2 * JITTER * chance.nextDouble();
    Instant next = now.plusMillis((long) (Math.min(pause, LONGEST.toMillis()) * jitter));
    // The last attempt is made when the patience ends, not forgone.
    return next.isAfter(giveUpAt) ? giveUpAt : next;
  }
}
