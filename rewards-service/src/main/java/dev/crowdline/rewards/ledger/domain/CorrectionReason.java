package dev.crowdline.rewards.ledger.domain;

/** Why an operator adds or takes off points. */
public enum CorrectionReason {
  /** Something was counted wrong. */
  MISTAKE("a mistake is put right"),
  /** The community is sorry, or grateful. */
  GOODWILL("as a kindness"),
  /** For something that no rule pays. */
  EXTRA_WORK("for work that no rule pays"),
  /** Points were obtained by deceit. */
  ABUSE("points were not obtained fairly");

  private final String words;

  CorrectionReason(String words) {
    this.words = words;
  }

  /** As the rest of a sentence to the member. */
  public String words() {
    return words;
  }
}
