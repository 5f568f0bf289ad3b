package dev.crowdline.intake.knowledge.domain;

/** What readers said of an article: whether it helped. */
public record Votes(int helpful, int unhelpful) {
  /** Fewer votes say nothing. */
  static final int FEWEST = 5;

  /** Nobody has said anything. */
  public static final Votes NONE = new Votes(0, 0);

  /** Whether more readers say that it did not help than that it did, and enough said so. */
  boolean areAgainst() {
    return helpful + unhelpful >= FEWEST && unhelpful > helpful;
  }
}
