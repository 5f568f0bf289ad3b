package dev.crowdline.benchmarks.lifecycle;

/**
 * How long a customer waits after the answer before confirming it. Intake hears of an answer some
 * milliseconds after routing has committed it; until then it refuses the verdict. The wait follows
 * what is needed, so that nearly all verdicts are taken at the first try and none waits long.
 */
final class Pace {
  private static final double LEAST_MILLIS = 1;
  private static final double MOST_MILLIS = 2_000;
  private static final double SHORTER = 0.995;
  private static final double LONGER_MILLIS = 3;

  private double millis = 20;

  /** At least one: a timer takes no less. */
  long millis() {
    return Math.max(1, Math.round(millis));
  }

  void wasTaken() {
    millis = Math.max(LEAST_MILLIS, millis * SHORTER);
  }

  void wasEarly() {
    millis = Math.min(MOST_MILLIS, millis + LONGER_MILLIS);
  }
}
