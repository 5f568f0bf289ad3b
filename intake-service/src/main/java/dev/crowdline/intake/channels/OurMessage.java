package dev.crowdline.intake.channels;

import java.util.UUID;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * What a provider's id of a message says when the message is ours.
 *
 * @param threadToken signed, of the conversation
 */
public record OurMessage(String threadToken, UUID messageId) {
  private static final Pattern FORM =
      Pattern.compile("<?crowdline\\.([0-9a-z]{1,40})\\.([0-9a-f-]{36})@[^\\s@>]+>?");

  /** Without the angle brackets; the same message has the same at every attempt. */
  public String id(String domain) {
    return "crowdline." + threadToken + "." + messageId + "@" + domain;
  }

  /** Reads an id; null when it is none of ours. Whether the token is genuine is not judged here. */
  public static @Nullable OurMessage parse(String id) {
    Matcher matcher = FORM.matcher(id);
    if (!matcher.matches()) {
      return null;
    }
    try {
      return new OurMessage(matcher.group(1), UUID.fromString(matcher.group(2)));
    } catch (IllegalArgumentException e) {
      return null;
    }
  }
}
