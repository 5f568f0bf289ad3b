package dev.crowdline.intake.requests.domain;

import org.jspecify.annotations.Nullable;

/**
 * What the system itself says to a customer. The code stays the same for good, so that a page can
 * say it in the customer's language; the text is for who does not know the code.
 *
 * @param reason the company's own words for {@link NoticeCode#CLOSED}, the incident's title for
 *     {@link NoticeCode#KNOWN_PROBLEM}, the article's for {@link NoticeCode#SOLVED_BY_ARTICLE},
 *     else null
 */
public record Notice(NoticeCode code, @Nullable String reason) {
  /** Nobody could be asked yet. */
  static final Notice TAKES_LONGER = new Notice(NoticeCode.TAKES_LONGER, null);

  /** The customer was asked, and was silent. */
  static final Notice ENDED_WITHOUT_REPLY = new Notice(NoticeCode.ENDED_WITHOUT_REPLY, null);

  /** The customer needs no answer any more. */
  static final Notice WITHDRAWN = new Notice(NoticeCode.WITHDRAWN, null);

  /** The company closed it, perhaps with a reason. */
  static Notice closed(String reason) {
    return new Notice(NoticeCode.CLOSED, reason.isBlank() ? null : reason.strip());
  }

  /** Others have the same problem, and one answer will reach them all. */
  static Notice known(String title) {
    return new Notice(NoticeCode.KNOWN_PROBLEM, title);
  }

  /** The customer found the answer in an article. */
  static Notice solvedByArticle(String title) {
    return new Notice(NoticeCode.SOLVED_BY_ARTICLE, title);
  }

  /** The same in English. */
  public String text() {
    return switch (code) {
      case TAKES_LONGER ->
          "Nobody has been able to take your question yet, so it will take longer than it should. It has not been"
              + " forgotten: it is offered again as soon as somebody suitable is there, and our own people can see it.";
      case ENDED_WITHOUT_REPLY ->
          "We asked you something and have not heard from you, so this question was closed. Just write again if you"
              + " still need help.";
      case WITHDRAWN ->
          "You withdrew this question. Nobody works on it any more. Just write again if you need help after all.";
      case CLOSED ->
          reason == null
              ? "The company closed this question."
              : "The company closed this question: " + reason;
      case KNOWN_PROBLEM ->
          "This is a known problem, and we are on it: "
              + reason
              + ". You will read the answer here as soon as there is one.";
      case SOLVED_BY_ARTICLE ->
          "You said that “" + reason + "” solved it. Just write again if you need help after all.";
    };
  }
}
