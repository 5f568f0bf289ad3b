package dev.crowdline.sla.reports.domain;

import org.jspecify.annotations.Nullable;

/**
 * Who of the community carried a period.
 *
 * @param active members who answered
 * @param answers of community members
 * @param topTenAnswers those of the ten who answered most
 * @param topTenShare of all answers; null when there are none
 * @param topTenPoints what these ten earned
 * @param earners members who earned points, after what was taken back
 * @param gini how unevenly they earned: 0 when all the same, towards 1 when one has all; null when
 *     nobody earned
 */
public record Contributors(
    long active,
    long answers,
    long topTenAnswers,
    @Nullable Double topTenShare,
    long topTenPoints,
    long earners,
    @Nullable Double gini) {
  static final Contributors NOBODY = of(0, 0, 0, 0, 0, 0, 0);

  /** Of the numbers as they are added up. */
  public static Contributors of(
      long active,
      long answers,
      long topTenAnswers,
      long topTenPoints,
      long earners,
      double earned,
      double weighted) {
    return new Contributors(
        active,
        answers,
        topTenAnswers,
        answers == 0 ? null : (double) topTenAnswers / answers,
        topTenPoints,
        earners,
        earners == 0 ? null : gini(earners, earned, weighted));
  }

  /**
   * The Gini coefficient.
   *
   * @param weighted the sum of what each has times its place, 1 for who has least
   */
  static double gini(long members, double sum, double weighted) {
    return 2 * weighted / (members * sum) - (members + 1.0) / members;
  }
}
