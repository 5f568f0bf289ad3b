package dev.crowdline.intake.requests.domain;

/** What the system itself says to a customer. */
final class Notices {
  static final String TAKES_LONGER =
      "Nobody has been able to take your question yet, so it will take longer than it should. It has not been"
          + " forgotten: it is offered again as soon as somebody suitable is there, and our own people can see it.";
  static final String ENDED_WITHOUT_REPLY =
      "We asked you something and have not heard from you, so this question was closed. Just write again if you still"
          + " need help.";

  static final String WITHDRAWN =
      "You withdrew this question. Nobody works on it any more. Just write again if you need help after all.";

  private Notices() {}

  static String closed(String reason) {
    return reason.isBlank()
        ? "The company closed this question."
        : "The company closed this question: " + reason.strip();
  }
}
