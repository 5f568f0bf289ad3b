package dev.crowdline.intake.forms.domain;

/**
 * Whether anybody may ask a community by its page {@code /ask/}, and how much.
 *
 * @param requestsPerHour what everybody together may ask by it
 */
public record PublicForm(boolean open, int requestsPerHour) {
  /** The most that a community may allow. */
  public static final int MOST_PER_HOUR = 10_000;

  /** Of a community that has said nothing: closed. */
  public static final PublicForm CLOSED = new PublicForm(false, 100);

  public PublicForm {
    if (requestsPerHour < 1 || requestsPerHour > MOST_PER_HOUR) {
      throw new IllegalArgumentException(
          "requestsPerHour: 1 to " + MOST_PER_HOUR + ", was " + requestsPerHour);
    }
  }
}
