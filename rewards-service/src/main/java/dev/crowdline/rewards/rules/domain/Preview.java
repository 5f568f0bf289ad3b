package dev.crowdline.rewards.rules.domain;

import java.util.List;

/**
 * What answers earned, and what they would have by other rules. Answers that were refused are not
 * among them; those that wait for their verdict are.
 *
 * @param ranks the same by the rank that their members have now, from the bottom up; those without
 *     answers are absent
 */
public record Preview(Sum all, List<OfRank> ranks) {
  public Preview {
    ranks = List.copyOf(ranks);
  }

  /**
   * Of some answers.
   *
   * @param answers how many
   */
  public record Sum(long answers, Cost now, Cost draft) {}

  /** Of the answers of those who stand on a rung, counted from 1. */
  public record OfRank(int rung, Sum sum) {}

  /**
   * Points by the rule that paid them.
   *
   * @param capped answers that a day's cap made less of
   */
  public record Cost(long confirmedAnswer, long promptAnswer, long wellRated, long capped) {
    public long points() {
      return confirmedAnswer + promptAnswer + wellRated;
    }
  }
}
