package dev.crowdline.sla.overdue.web;

import dev.crowdline.contracts.Priority;
import dev.crowdline.sla.overdue.Position;
import dev.crowdline.support.problems.Problem;
import dev.crowdline.support.problems.ProblemType;
import java.nio.charset.StandardCharsets;
import java.time.DateTimeException;
import java.time.Instant;
import java.util.Base64;
import java.util.UUID;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** A position of the overdue list as callers hold it: opaque. */
final class OverdueCursor {
  private static final Pattern BETWEEN = Pattern.compile("\\|");

  private OverdueCursor() {}

  static String text(Position position) {
    String parts = position.priority() + "|" + position.dueAt() + "|" + position.requestId();
    return Base64.getUrlEncoder()
        .withoutPadding()
        .encodeToString(parts.getBytes(StandardCharsets.UTF_8));
  }

  static @Nullable Position parse(@Nullable String text) {
    if (text == null || text.isEmpty()) {
      return null;
    }
    try {
      String[] parts =
          BETWEEN.split(new String(Base64.getUrlDecoder().decode(text), StandardCharsets.UTF_8), 4);
      if (parts.length == 3) {
        return new Position(
            Priority.valueOf(parts[0]), Instant.parse(parts[1]), UUID.fromString(parts[2]));
      }
    } catch (IllegalArgumentException | DateTimeException e) {
      // falls through to the refusal
    }
    throw Problem.field(
        ProblemType.INVALID, "cursor", "send the 'next' of an earlier page as it was, or nothing");
  }
}
