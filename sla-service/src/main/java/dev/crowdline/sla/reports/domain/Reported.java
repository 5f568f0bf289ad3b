package dev.crowdline.sla.reports.domain;

import dev.crowdline.contracts.Priority;
import dev.crowdline.contracts.Tier;
import dev.crowdline.sla.clocks.domain.Status;
import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * A request behind a number of a report.
 *
 * @param endedAt when it was resolved or cancelled; absent while it is neither
 * @param topic that it was understood as; absent when none was found
 * @param resolvedBy tier of whose answer is confirmed; absent while none is
 * @param points that its answers paid, less what was taken back
 */
public record Reported(
    UUID requestId,
    Instant submittedAt,
    @Nullable Instant endedAt,
    Status status,
    Priority priority,
    @Nullable String topic,
    @Nullable Tier resolvedBy,
    long points) {}
