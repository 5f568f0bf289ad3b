package dev.crowdline.local.launcher;

import java.time.Duration;

/**
 * How long to wait before a child that died is started again: at once, then ever longer, at most
 * ten seconds.
 */
public final class Backoff {
  private static final Duration FIRST = Duration.ofMillis(200);
  private static final Duration MOST = Duration.ofSeconds(10);
  private static final int DOUBLINGS = 6;

  private Backoff() {}

  /**
   * @param deaths deaths in a row without having been healthy in between, the last one included: 1,
   *     2, 3...
   */
  public static Duration after(int deaths) {
    if (deaths < 1) {
      throw new IllegalArgumentException("deaths must be at least 1: " + deaths);
    }
    Duration wait = FIRST.multipliedBy(1L << Math.min(deaths - 1, DOUBLINGS));
    return wait.compareTo(MOST) > 0 ? MOST : wait;
  }
}
