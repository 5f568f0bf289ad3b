package dev.crowdline.rewards.rules.domain;

/**
 * What answers earned, and what they would have by other rules. Answers that were refused are not
 * among them; those that wait for their verdict are.
 *
 * @param answers how many
 */
public record Preview(long answers, Cost now, Cost draft) {
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
