package dev.crowdline.support.web;

import dev.crowdline.support.problems.Problem;
import dev.crowdline.support.problems.ProblemType;
import dev.crowdline.support.running.Time;
import java.nio.charset.StandardCharsets;
import java.time.DateTimeException;
import java.time.Instant;
import java.util.Base64;
import java.util.List;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * Positions of lists as callers hold them. A caller can make up what it likes: what this service
 * could not have written itself is refused with 400 and the name of the parameter, before any
 * statement has it.
 */
public final class Opaque {
  private static final int LONGEST = 300;

  private Opaque() {}

  /** The parts of a position in one word that means nothing to its holder; none may have a bar. */
  public static String written(Object... parts) {
    String joined = String.join("|", List.of(parts).stream().map(Object::toString).toList());
    return Base64.getUrlEncoder()
        .withoutPadding()
        .encodeToString(joined.getBytes(StandardCharsets.UTF_8));
  }

  /**
   * The position that a caller sent back as {@code cursor}; null when it sent none.
   *
   * @param count how many parts it has
   * @param read makes the position of its parts; may throw what parsing throws
   * @param write gives the parts again: only what is written as it was sent is taken
   */
  public static <T> @Nullable T cursor(
      @Nullable String sent, int count, Function<String[], T> read, Function<T, String> write) {
    if (sent == null || sent.isEmpty()) {
      return null;
    }
    try {
      if (sent.length() <= LONGEST) {
        String[] parts =
            new String(Base64.getUrlDecoder().decode(sent), StandardCharsets.UTF_8)
                .split("\\|", -1);
        if (parts.length == count) {
          T position = read.apply(parts);
          if (write.apply(position).equals(sent)) {
            return position;
          }
        }
      }
    } catch (IllegalArgumentException | DateTimeException e) {
      // falls through to the refusal
    }
    throw Problem.field(
        ProblemType.INVALID, "cursor", "send the 'next' of an earlier page as it was, or nothing");
  }

  /** A time that a column can hold; Java's reach far beyond PostgreSQL's. */
  public static Instant time(String text) {
    Instant instant = Instant.parse(text);
    if (!Time.canBeStored(instant)) {
      throw new DateTimeException("no column holds " + text);
    }
    return instant;
  }
}
