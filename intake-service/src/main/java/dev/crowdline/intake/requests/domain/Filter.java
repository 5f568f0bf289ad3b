package dev.crowdline.intake.requests.domain;

import dev.crowdline.contracts.Channel;
import dev.crowdline.contracts.Priority;
import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * Which requests of a community are wanted; what is null does not matter.
 *
 * @param memberId who gave one of its answers
 */
public record Filter(
    @Nullable Status status,
    @Nullable Channel channel,
    @Nullable Priority priority,
    @Nullable Instant createdAfter,
    @Nullable Instant createdBefore,
    @Nullable String topic,
    @Nullable UUID customerId,
    @Nullable UUID memberId,
    @Nullable SearchedWords words) {

  /** All of a customer. */
  public static Filter ofCustomer(UUID id) {
    return new Filter(null, null, null, null, null, null, id, null, null);
  }
}
