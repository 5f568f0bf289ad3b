package dev.crowdline.rewards.ranks.domain;

/**
 * What a share is at least, judged by a sample: the lower limit of the score interval of E. B.
 * Wilson, "Probable inference, the law of succession, and statistical inference", Journal of the
 * American Statistical Association 22 (1927), 209–212, without a correction for continuity. Of few
 * answers it is far below their share, of many it comes close, so that nobody stands high by luck.
 * Compared by a test with the values that R. G. Newcombe published in Statistics in Medicine 17
 * (1998), 857–872, table I, method 3.
 */
public final class Wilson {
  /**
   * One-sided, 90 %: one in ten members whose true share is exactly the limit would show as good a
   * sample or a better one. It is the 0.9 quantile of the normal distribution, the same as the
   * lower end of a two-sided interval of 80 %.
   */
  public static final double Z = 1.2815515655446004;

  private Wilson() {}

  /** The lower limit for this many successes among the trials; 0 for none. */
  public static double lower(long successes, long trials, double z) {
    if (successes == 0) {
      return 0;
    }
    double n = trials;
    double share = successes / n;
    double zz = z * z;
    double middle = share + zz / (2 * n);
    double half = z * Math.sqrt((share * (1 - share) + zz / (4 * n)) / n);
    return Math.max(0, (middle - half) / (1 + zz / n));
  }
}
