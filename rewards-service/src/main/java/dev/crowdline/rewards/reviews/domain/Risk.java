package dev.crowdline.rewards.reviews.domain;

/**
 * What makes it likelier that an answer is drawn for a review.
 *
 * @param answersBefore how many its author had given
 * @param earned points that its author was promised for answers within {@link #DAYS} days
 * @param usual the same of the community's authors on average
 * @param compared of the author's reviewed answers, how many had a customer's verdict as well
 * @param agreed how many of those the customer saw as the reviewers did
 * @param ofTopic how many answers of the topic are looked at, the latest
 * @param reopened how many of those did not help
 */
public record Risk(
    int answersBefore,
    long earned,
    double usual,
    int compared,
    int agreed,
    int ofTopic,
    int reopened) {
  /** Over so many days earnings are compared. */
  public static final int DAYS = 7;

  /** So many of the topic's latest answers are looked at. */
  public static final int LATEST_OF_TOPIC = 100;

  /** So many of the author's latest reviews are looked at. */
  public static final int LATEST_REVIEWS = 20;

  /** Below, a share says nothing. */
  static final int ENOUGH_REVIEWS = 3;

  static final int ENOUGH_OF_TOPIC = 10;
  static final double NEWCOMER = 4;
  static final double HIGH_EARNER = 2;
  static final double LOW_AGREEMENT = 2;

  /** Earning so many times what is usual is high. */
  static final double HIGH = 3;

  /** Agreeing less often is low. */
  static final double LOW = 0.7;

  /** A topic of which nothing helps is drawn so many times as often. */
  static final double HARDEST_TOPIC = 4;

  /** 1 for an answer that nothing speaks against. The reasons multiply. */
  public double weight(int newcomerAnswers) {
    double weight = 1;
    if (answersBefore < newcomerAnswers) {
      weight *= NEWCOMER;
    }
    if (usual > 0 && earned > HIGH * usual) {
      weight *= HIGH_EARNER;
    }
    if (compared >= ENOUGH_REVIEWS && agreed < LOW * compared) {
      weight *= LOW_AGREEMENT;
    }
    if (ofTopic >= ENOUGH_OF_TOPIC) {
      weight *= 1 + (HARDEST_TOPIC - 1) * reopened / ofTopic;
    }
    return weight;
  }
}
