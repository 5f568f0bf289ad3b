package dev.crowdline.contracts;

/**
 * How much of a topic goes to the community, and whether a request does. What does not goes to the
 * company's own people, so that both can be compared.
 *
 * @param percent of the topic's requests that go to the community, 0 to 100
 * @param community whether this one does
 */
public record Dial(int percent, boolean community) {
  public Dial {
    if (percent < 0 || percent > 100) {
      throw new IllegalArgumentException("percent: 0 to 100, was " + percent);
    }
  }
}
