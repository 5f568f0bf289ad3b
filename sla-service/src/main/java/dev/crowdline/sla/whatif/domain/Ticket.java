package dev.crowdline.sla.whatif.domain;

import dev.crowdline.contracts.Channel;
import dev.crowdline.contracts.Priority;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * A request of another system.
 *
 * @param topic that it was about; null when that is not known
 */
public record Ticket(
    Instant at, Priority priority, Channel channel, @Nullable String topic, String language) {}
