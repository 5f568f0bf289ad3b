package dev.crowdline.rewards.ledger.domain;

/**
 * The one earning rule: a community member's answer earns the reward of its route once it is
 * confirmed. Specialists are paid by the company and contractors per piece; they earn no points.
 */
public final class ConfirmedAnswer {
  /** The rule's name in transfers and facts. */
  public static final String RULE = "confirmed-answer";

  private ConfirmedAnswer() {}

  /** What a completion earns, zero when nothing. */
  static long pays(Heard.Completed completed) {
    return completed.byCommunityMember() ? Math.max(0, completed.reward()) : 0;
  }
}
