package dev.crowdline.rewards.ranks.domain;

/**
 * A member's answers that count: those of the last {@link #DAYS} days, by when they were given, on
 * which there is a verdict.
 *
 * @param confirmed of them
 * @param judged confirmed or refused
 */
public record Tally(int confirmed, int judged) {
  /** So many days an answer counts. */
  public static final int DAYS = 90;

  public static final Tally NONE = new Tally(0, 0);

  private static final double PER_MILLE = 1_000;
  private static final double TEN = 10;

  public Tally {
    if (confirmed < 0 || confirmed > judged) {
      throw new IllegalArgumentException(confirmed + " of " + judged + " are confirmed");
    }
  }

  /** From 0 to less than 1: what the share of confirmed answers is at least, by {@link Wilson}. */
  public double quality() {
    return Wilson.lower(confirmed, judged, Wilson.Z);
  }

  /** The quality in percent with one decimal, rounded down: it is never overstated. */
  public double qualityPercent() {
    return Math.floor(quality() * PER_MILLE) / TEN;
  }

  /** After so many further answers, all of them confirmed. */
  public Tally after(int more) {
    return new Tally(confirmed + more, judged + more);
  }
}
