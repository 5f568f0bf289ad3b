package dev.crowdline.intake.calls.domain;

import java.time.Duration;
import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * One call of an integration as it is remembered: never a header, a query, a body or an answer.
 *
 * @param at when it began
 * @param caller the name of the API key, or of the person who signed in
 * @param path where it went, without the query
 * @param problem the title of the refusal, null when it was taken
 * @param traceId of the W3C trace; null when it was refused before it had one
 */
public record ApiCall(
    UUID id,
    Integration integration,
    Instant at,
    String caller,
    String method,
    String path,
    int status,
    Duration took,
    @Nullable String problem,
    @Nullable String traceId) {
  /** How many are kept of each integration. */
  public static final int KEPT = 100;

  private static final int LONGEST_CALLER = 100;
  private static final int LONGEST_METHOD = 20;
  private static final int LONGEST_PATH = 300;

  /** The program of a community. */
  public record Integration(String community, String name) {}

  public ApiCall {
    caller = beginning(caller, LONGEST_CALLER);
    method = beginning(method, LONGEST_METHOD);
    path = beginning(path, LONGEST_PATH);
  }

  /** What does not fit is cut off, between two characters. */
  private static String beginning(String text, int most) {
    if (text.codePointCount(0, text.length()) <= most) {
      return text;
    }
    return text.substring(0, text.offsetByCodePoints(0, most));
  }
}
