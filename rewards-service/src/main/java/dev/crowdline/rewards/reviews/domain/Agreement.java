package dev.crowdline.rewards.reviews.domain;

import java.util.EnumMap;
import java.util.Map;
import java.util.OptionalDouble;

/**
 * How far verdicts of one side agree with those of another on the same answers, beyond what chance
 * alone would do: Cohen's kappa, (observed - expected) / (1 - expected), where the expected share
 * follows from how often each side says each verdict. 1 is always, 0 as by chance, below 0 less.
 * Source: J. Cohen, A coefficient of agreement for nominal scales, Educational and Psychological
 * Measurement 20 (1960), 37 to 46.
 */
public final class Agreement {
  /** With fewer pairs nothing is said. */
  public static final int LEAST = 10;

  private final Map<ReviewVerdict, Long> one = new EnumMap<>(ReviewVerdict.class);
  private final Map<ReviewVerdict, Long> other = new EnumMap<>(ReviewVerdict.class);
  private long pairs;
  private long alike;

  /** Takes so many pairs in. */
  public void add(ReviewVerdict mine, ReviewVerdict theirs, long times) {
    one.merge(mine, times, Long::sum);
    other.merge(theirs, times, Long::sum);
    pairs += times;
    alike += mine == theirs ? times : 0;
  }

  /** How many pairs. */
  public long pairs() {
    return pairs;
  }

  /** Kappa; empty when there are too few pairs, or when chance alone would agree on all. */
  public OptionalDouble kappa() {
    if (pairs < LEAST) {
      return OptionalDouble.empty();
    }
    double all = pairs;
    double expected = 0;
    for (ReviewVerdict verdict : ReviewVerdict.values()) {
      expected += one.getOrDefault(verdict, 0L) / all * (other.getOrDefault(verdict, 0L) / all);
    }
    return expected < 1
        ? OptionalDouble.of((alike / all - expected) / (1 - expected))
        : OptionalDouble.empty();
  }
}
