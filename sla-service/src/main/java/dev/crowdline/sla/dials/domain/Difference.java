package dev.crowdline.sla.dials.domain;

/**
 * By how much the first group differs from the second, with the bounds between which the truth lies
 * in 95 of 100 such comparisons.
 */
public record Difference(double value, double low, double high) {
  /**
   * Below this, in either group, nothing is said: the bounds would be wide, and not quite right.
   */
  public static final int LEAST = 30;

  /** The 97.5 % point of the normal distribution. */
  private static final double Z = 1.959963984540054;

  /**
   * Of two means, which need not vary alike. Source: Welch, "The generalization of Student's
   * problem when several different population variances are involved", Biometrika 34 (1947).
   */
  static Difference ofMeans(Sample first, Sample second) {
    double one = first.variance() / first.count();
    double other = second.variance() / second.count();
    double error = Math.sqrt(one + other);
    double difference = first.mean() - second.mean();
    if (error == 0) {
      return new Difference(difference, difference, difference);
    }
    double freedom =
        (one + other)
            * (one + other)
            / (one * one / (first.count() - 1) + other * other / (second.count() - 1));
    double reach = error * student(freedom);
    return new Difference(difference, difference - reach, difference + reach);
  }

  /**
   * Of two shares. Source: Newcombe, "Interval estimation for the difference between independent
   * proportions", Statistics in Medicine 17 (1998), method 10.
   */
  static Difference ofShares(Share first, Share second) {
    double p = first.value();
    double q = second.value();
    double[] one = wilson(first);
    double[] other = wilson(second);
    return new Difference(
        p - q,
        p - q - Math.hypot(p - one[0], other[1] - q),
        p - q + Math.hypot(one[1] - p, q - other[0]));
  }

  /** Of logarithms as a ratio. */
  Difference exponential() {
    return new Difference(Math.exp(value), Math.exp(low), Math.exp(high));
  }

  /** The bounds of one share. Source: Wilson, JASA 22 (1927). */
  private static double[] wilson(Share share) {
    double n = share.of();
    double p = share.value();
    double middle = p + Z * Z / (2 * n);
    double reach = Z * Math.sqrt(p * (1 - p) / n + Z * Z / (4 * n * n));
    double under = 1 + Z * Z / n;
    return new double[] {(middle - reach) / under, (middle + reach) / under};
  }

  /**
   * The 97.5 % point of Student's distribution, right to 0.0001 from 20 degrees of freedom on; two
   * groups of the least size have 29 and more. Source: Abramowitz and Stegun, Handbook of
   * Mathematical Functions (1964), 26.7.5.
   */
  static double student(double freedom) {
    double z3 = Z * Z * Z;
    double z5 = z3 * Z * Z;
    double z7 = z5 * Z * Z;
    return Z
        + (z3 + Z) / (4 * freedom)
        + (5 * z5 + 16 * z3 + 3 * Z) / (96 * freedom * freedom)
        + (3 * z7 + 19 * z5 + 17 * z3 - 15 * Z) / (384 * freedom * freedom * freedom);
  }
}
