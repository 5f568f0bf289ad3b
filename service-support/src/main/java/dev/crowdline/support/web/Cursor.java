package dev.crowdline.support.web;

import dev.crowdline.support.problems.Problem;
import dev.crowdline.support.problems.ProblemType;
import java.nio.charset.StandardCharsets;
import java.time.DateTimeException;
import java.time.Instant;
import java.util.Base64;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** A position in a list that is ordered by time and id. Opaque to callers. */
public record Cursor(Instant at, UUID id) {

  public String text() {
    return Base64.getUrlEncoder()
        .withoutPadding()
        .encodeToString((at + "|" + id).getBytes(StandardCharsets.UTF_8));
  }

  /** The position that a caller sent back; null when there was none. */
  public static @Nullable Cursor parse(@Nullable String text) {
    if (text == null || text.isEmpty()) {
      return null;
    }
    try {
      String[] parts =
          new String(Base64.getUrlDecoder().decode(text), StandardCharsets.UTF_8).split("\\|", 2);
      if (parts.length == 2) {
        return new Cursor(Instant.parse(parts[0]), UUID.fromString(parts[1]));
      }
    } catch (IllegalArgumentException | DateTimeException e) {
      // falls through to the refusal
    }
    throw Problem.field(
        ProblemType.INVALID, "cursor", "send the 'next' of an earlier page as it was, or nothing");
  }
}
