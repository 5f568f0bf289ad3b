package dev.crowdline.intake.channels.email.domain;

import java.util.regex.Pattern;

/** Subjects of mails, as clients in many languages write them. */
public final class Subjects {
  /** More than this nobody reads, and some servers refuse. */
  static final int LONGEST = 200;

  private static final Pattern REPLY =
      Pattern.compile(
          "^\\s*(re|aw|antw|antwort|sv|vs|rif|r|odp|res|rép|réf)(\\[\\d+\\])?\\s*[:：]\\s*",
          Pattern.CASE_INSENSITIVE | Pattern.UNICODE_CASE);

  private Subjects() {}

  /** One line without anything that no one sees, cut short. */
  public static String clean(String subject) {
    String line = subject.replaceAll("[\\p{Cc}\\p{Cf}\\p{Z}\\s]+", " ").strip();
    return line.codePointCount(0, line.length()) <= LONGEST
        ? line
        : line.substring(0, line.offsetByCodePoints(0, LONGEST - 1)) + "…";
  }

  public static boolean isReply(String subject) {
    return REPLY.matcher(subject).find();
  }

  /** The subject of the first mail. */
  public static String withoutReply(String subject) {
    String left = subject;
    while (isReply(left)) {
      left = REPLY.matcher(left).replaceFirst("");
    }
    return left.strip();
  }

  /** The subject of an answer to a mail. */
  public static String reply(String subject) {
    String first = withoutReply(clean(subject));
    return first.isEmpty() ? "Re:" : "Re: " + first;
  }
}
