package dev.crowdline.intake.channels.domain;

import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * A message on its way to a customer.
 *
 * <pre>
 *   WAITING ──claimed──▶ SENDING ──taken by the provider──▶ SENT ──bounced──▶ FAILED
 *      ▲  ▲                 │  └──refused for good, or tried for a day──────────▲ │
 *      │  └──not taken──────┘                                                     │
 *      └───────────────────────────────retried by an operator─────────────────────┘
 *   SENDING, and nothing was noted in time ──claimed again──▶ SENDING, unsure
 * </pre>
 *
 * @param messageId of the message; it names the delivery as well
 * @param attempts how often it was tried
 * @param unsure whether it may have arrived before the attempt that is noted
 * @param dueAt when it is tried next; null when it is sent or given up
 * @param problem what the last attempt met
 */
public record Delivery(
    String community,
    UUID messageId,
    UUID requestId,
    UUID accountId,
    State state,
    int attempts,
    boolean unsure,
    Instant createdAt,
    Instant giveUpAt,
    @Nullable Instant dueAt,
    @Nullable Instant sentAt,
    @Nullable String problem) {

  /** Where it stands. */
  public enum State {
    WAITING,
    SENDING,
    SENT,
    FAILED
  }
}
