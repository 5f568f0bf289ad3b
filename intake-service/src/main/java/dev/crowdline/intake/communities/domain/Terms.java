package dev.crowdline.intake.communities.domain;

/** What a member accepts before being offered anything. Versions count 1, 2, 3. */
public record Terms(int version, String text) {

  /** The text of a community that gave none. */
  public static final String DEFAULT_TEXT =
      """
      Help as you would like to be helped. What a customer tells you stays in the conversation: do not copy it, do not \
      ask for passwords or payment data, do not contact the customer elsewhere. Say so when you do not know, and hand \
      the work back. Points are paid for answers that the customer confirms.\
      """;

  public Terms {
    if (version < 1) {
      throw new IllegalArgumentException("version of terms: 1 or more, was " + version);
    }
  }
}
