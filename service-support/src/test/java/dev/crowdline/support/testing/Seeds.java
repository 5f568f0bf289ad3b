package dev.crowdline.support.testing;

import java.util.Random;
import java.util.function.LongConsumer;

/**
 * Tries a property many times within one test, each time with another seed of chance. A failure
 * names its seed, and {@code -Dcrowdline.seed=…} tries that one alone.
 */
public final class Seeds {
  static final String SEED = "crowdline.seed";

  private Seeds() {}

  /** Tries it that often, with seeds that are new in each run. */
  public static void each(int tries, LongConsumer property) {
    Long given = Long.getLong(SEED);
    if (given != null) {
      attempt(given, property);
      return;
    }
    new Random().longs(tries).forEach(seed -> attempt(seed, property));
  }

  private static void attempt(long seed, LongConsumer property) {
    try {
      property.accept(seed);
    } catch (AssertionError | RuntimeException e) {
      throw new AssertionError("with -D" + SEED + "=" + seed + ": " + e.getMessage(), e);
    }
  }
}
