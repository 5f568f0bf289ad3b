package dev.crowdline.rewards.reviews.domain;

/**
 * How much is reviewed.
 *
 * @param reviewsADay so many reviews are opened on a day of UTC at most
 * @param twicePercent of a hundred reviews, so many are done by two reviewers
 * @param newcomerAnswers a member's first so many answers are drawn more often
 */
public record ReviewSettings(int reviewsADay, int twicePercent, int newcomerAnswers) {
  public static final int MOST_REVIEWS = 10_000;
  public static final int MOST_NEWCOMER_ANSWERS = 100;

  /** Of a community that set none: an hour's work a day. */
  public static final ReviewSettings DEFAULT = new ReviewSettings(50, 20, 3);

  /** When reviews of so many days wait, no more are opened. */
  private static final int DAYS_WAITING = 7;

  /** How many more may be opened today. */
  public int left(int openedToday, int waiting) {
    return Math.max(0, Math.min(reviewsADay - openedToday, DAYS_WAITING * reviewsADay - waiting));
  }
}
