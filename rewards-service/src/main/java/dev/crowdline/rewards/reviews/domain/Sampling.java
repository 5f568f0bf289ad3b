package dev.crowdline.rewards.reviews.domain;

/**
 * How likely an answer is drawn for a review: as many a day as the budget has, if the days are
 * alike, and the riskier the likelier.
 *
 * @param budget reviews a day
 * @param weightADay what the answers of the last day weighed together, 0 when there were none
 */
public record Sampling(int budget, double weightADay) {

  /** From 0 to 1. A community that has fewer answers than budget has all of them reviewed. */
  public double chance(double weight) {
    return weightADay <= 0 ? (budget > 0 ? 1 : 0) : Math.min(1, weight * budget / weightADay);
  }
}
