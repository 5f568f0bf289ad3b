package dev.crowdline.intake.incidents.domain;

import java.util.List;

/**
 * How often something came in the last minute, and how often it usually comes: an average that
 * forgets with a time constant of five minutes, of what is older than that minute, so that a flood
 * is not measured against itself.
 *
 * <p>It is a flood when, in some stretch of the last minute, there are {@link #LEAST} at least and
 * so many as chance has them no more often than a deviation of eight sigma. For counts that is
 * {@code n ln(n / m) - n + m >= 8² / 2} (Chernoff's bound for Poisson, m the usual number), which
 * is eight sigma where m is large and stricter where it is small, as counts are then nothing like
 * normal. The usual number is taken at its upper end: an average of few is uncertain.
 */
final class Baseline {
  /** A flood has so many at least. */
  static final int LEAST = 8;

  /** What is counted second by second. */
  static final int SECONDS = 60;

  private static final double MEMORY_SECONDS = 300;
  private static final double FORGETS = 1 - Math.exp(-1 / MEMORY_SECONDS);
  private static final double SIGMA = 8;
  private static final double GROWN = 2;
  private static final double EXPONENT = SIGMA * SIGMA / 2;
  private static final int[] STRETCHES = {5, 10, 20, 60};

  private final int[] counts = new int[SECONDS];
  private final long since;
  private long newest;
  private double perSecond;

  /**
   * Begins with the first that came.
   *
   * @param since the second of the epoch from which on it is known that nothing came before
   * @param second of the first
   */
  Baseline(long since, long second) {
    this.since = since;
    newest = second;
  }

  /** One came. What comes late counts as now. */
  void count(long second) {
    advance(second);
    counts[(int) (newest % SECONDS)]++;
  }

  /** Time goes on. */
  void advance(long second) {
    if (second - newest > 2L * SECONDS) {
      advance(newest + SECONDS);
      perSecond *= Math.pow(1 - FORGETS, (double) (second - newest));
      newest = second;
    }
    while (newest < second) {
      newest++;
      int slot = (int) (newest % SECONDS);
      perSecond += FORGETS * (counts[slot] - perSecond);
      counts[slot] = 0;
    }
  }

  /** Whether of all of these together so many came as never do by chance. Time has gone on. */
  static boolean isFlood(List<Baseline> together) {
    double perSecond = 0;
    double memory = MEMORY_SECONDS;
    for (Baseline each : together) {
      double share = each.shareKnown();
      perSecond += each.perSecond / share;
      memory = MEMORY_SECONDS * share;
    }
    int within = 0;
    int back = 0;
    for (int stretch : STRETCHES) {
      for (; back < stretch; back++) {
        for (Baseline each : together) {
          within += each.counts[(int) Math.floorMod(each.newest - back, (long) SECONDS)];
        }
      }
      if (within >= LEAST && isRare(within, perSecond * stretch, stretch / memory)) {
        return true;
      }
    }
    return false;
  }

  /** Whether in some stretch of the last minute there are twice as many as usual. */
  boolean hasGrown() {
    int within = 0;
    int back = 0;
    for (int stretch : STRETCHES) {
      for (; back < stretch; back++) {
        within += counts[(int) Math.floorMod(newest - back, (long) SECONDS)];
      }
      if (within > GROWN * perSecond / shareKnown() * stretch) {
        return true;
      }
    }
    return false;
  }

  /** How much of its memory the average has lived through: it began at nothing. */
  private double shareKnown() {
    return 1 - Math.exp(-Math.max(1, newest - SECONDS - since) / MEMORY_SECONDS);
  }

  private static boolean isRare(int within, double mean, double share) {
    double usual = mean + 2 * Math.sqrt(mean * share) + share / 4;
    return within > usual && within * Math.log(within / usual) - within + usual >= EXPONENT;
  }
}
