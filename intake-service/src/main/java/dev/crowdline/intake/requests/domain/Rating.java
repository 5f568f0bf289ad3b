package dev.crowdline.intake.requests.domain;

/**
 * What a customer thought of an answer.
 *
 * @param round whose answer it was
 * @param stars 1 to 5
 * @param thanks what the customer wrote; empty for nothing. Personal; the helper sees it
 */
public record Rating(int round, int stars, String thanks) {
  public Rating {
    if (stars < 1 || stars > 5) {
      throw new IllegalArgumentException("stars: 1 to 5, was " + stars);
    }
  }
}
