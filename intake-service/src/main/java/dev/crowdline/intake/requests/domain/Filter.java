package dev.crowdline.intake.requests.domain;

import dev.crowdline.contracts.Channel;
import dev.crowdline.contracts.Priority;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/** Which requests of a community are wanted; what is null does not matter. */
public record Filter(
    @Nullable Status status,
    @Nullable Channel channel,
    @Nullable Priority priority,
    @Nullable Instant createdAfter,
    @Nullable Instant createdBefore) {}
