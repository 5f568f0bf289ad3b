package dev.crowdline.routing.members.domain;

import java.time.Duration;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * A pause that an operator decided: nothing new is offered to the member, who cannot lift it.
 *
 * @param reason which the member reads
 * @param until when it ends by itself; null for when an operator lifts it
 */
public record Pause(String reason, Instant since, @Nullable Instant until) {
  /** The longest that has an end; a longer one has none. */
  public static final Duration LONGEST = Duration.ofDays(366);
}
