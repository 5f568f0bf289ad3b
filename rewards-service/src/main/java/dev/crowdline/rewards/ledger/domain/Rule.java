package dev.crowdline.rewards.ledger.domain;

import java.util.Arrays;

/**
 * What an answer earns points by. Only community members earn: specialists are paid by the company
 * and contractors per piece.
 */
public enum Rule {
  /** The reward of the answer's route, once it is confirmed. */
  CONFIRMED_ANSWER("confirmed-answer", ""),
  /** More, for an answer that came soon after the accept. */
  PROMPT_ANSWER("prompt-answer", "For answering soon: "),
  /** More, for an answer that the customer rated well. */
  WELL_RATED("well-rated", "For a good rating: ");

  private final String text;
  private final String reason;

  Rule(String text, String reason) {
    this.text = text;
    this.reason = reason;
  }

  /** Its name in transfers and facts. */
  public String text() {
    return text;
  }

  /** The beginning of a sentence that says what was earned by it. */
  String reason() {
    return reason;
  }

  /** The rule of that name. */
  public static Rule of(String text) {
    return Arrays.stream(values())
        .filter(rule -> rule.text.equals(text))
        .findFirst()
        .orElseThrow(() -> new IllegalArgumentException("no earning rule " + text));
  }
}
