package dev.crowdline.intake.webhooks.domain;

import java.time.Duration;
import org.jspecify.annotations.Nullable;

/**
 * What a program answered to a message.
 *
 * @param status null when nothing was answered
 * @param problem why it does not count as taken; null when it does
 * @param retryAfter how long it asks to be left alone; null when it does not
 */
public record Answer(
    @Nullable Integer status, int millis, @Nullable String problem, @Nullable Duration retryAfter) {
  private static final int GONE = 410;
  private static final Duration LONGEST_REST = Duration.ofHours(1);

  /** An answer of that status. */
  public static Answer of(int status, int millis, @Nullable Duration retryAfter) {
    if (status >= 200 && status < 300) {
      return new Answer(status, millis, null, null);
    }
    return new Answer(
        status,
        millis,
        "it answered "
            + status
            + (status >= 300 && status < 400
                ? "; a redirect is not followed, name the address itself"
                : ""),
        retryAfter == null || retryAfter.compareTo(LONGEST_REST) < 0 ? retryAfter : LONGEST_REST);
  }

  /** Whether the message arrived. */
  public boolean took() {
    return problem == null;
  }

  /** Whether it wants no more of them, ever. Source: Standard Webhooks, "Responses". */
  public boolean gone() {
    return status != null && status == GONE;
  }
}
