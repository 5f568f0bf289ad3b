package dev.crowdline.intake.webhooks.domain;

import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * What became of an event at a webhook.
 *
 * <pre>
 *   first attempt ──answered with 2xx──▶ DELIVERED ──┐
 *        │                                  ▲        │ once more, by an operator
 *        └──anything else──▶ WAITING ───────┘ ◀──────┤
 *                               └──for a day──▶ FAILED
 * </pre>
 *
 * @param attempts how often it was tried since it was last asked for
 * @param firstAt when it was tried first
 * @param giveUpAt when it is tried for the last time
 * @param dueAt when it is tried next; null when it is not
 * @param lastAt when it was tried last
 * @param status what was answered; null when nothing was
 * @param millis how long the last attempt took
 * @param problem what the last attempt met; null when it arrived
 */
public record WebhookDelivery(
    String community,
    UUID webhookId,
    long position,
    UUID eventId,
    String type,
    UUID subject,
    State state,
    int attempts,
    Instant firstAt,
    Instant giveUpAt,
    @Nullable Instant dueAt,
    Instant lastAt,
    @Nullable Integer status,
    int millis,
    @Nullable String problem) {

  /** Where it stands. */
  public enum State {
    WAITING,
    DELIVERED,
    FAILED
  }
}
