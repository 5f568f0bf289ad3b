package dev.crowdline.sla.clocks.domain;

import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * What a further message of the customer waited for: our next one that knows of it. Messages that
 * come while one waits wait with it, unless ours crossed with them.
 *
 * @param spans one stretch from the first message that waited; open as long as it does
 * @param endedBy what ended the wait; null while it goes on
 * @param assignmentId whose message that was; null when it was no member's
 */
public record Reply(
    Spans spans,
    @Nullable Instant repliedAt,
    Course.@Nullable Reason endedBy,
    @Nullable UUID assignmentId) {

  /** When the customer wrote. */
  public Instant askedAt() {
    return spans.list().getFirst().from();
  }
}
