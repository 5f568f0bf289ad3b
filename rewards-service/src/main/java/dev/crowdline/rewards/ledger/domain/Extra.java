package dev.crowdline.rewards.ledger.domain;

/**
 * What an answer earns besides its reward.
 *
 * @param prompt points for having come soon; 0 when it did not
 * @param ratedFrom the stars from which a rating pays; 0 when none does
 * @param rated points that such a rating pays
 */
public record Extra(long prompt, int ratedFrom, long rated) {
  /** Nothing. */
  public static final Extra NONE = new Extra(0, 0, 0);
}
