package dev.crowdline.rewards.ranks.domain;

/**
 * One rank of a ladder, and what it takes: quality first, contribution second, and both of them.
 *
 * @param name as members see it
 * @param qualityPercent the least quality, in whole percent
 * @param confirmed the least number of confirmed answers that count
 */
public record Rung(String name, int qualityPercent, int confirmed) {
  private static final double PERCENT = 100;

  boolean isReachedBy(Tally tally) {
    return tally.quality() >= qualityPercent / PERCENT && tally.confirmed() >= confirmed;
  }

  boolean asksForNothing() {
    return qualityPercent == 0 && confirmed == 0;
  }
}
