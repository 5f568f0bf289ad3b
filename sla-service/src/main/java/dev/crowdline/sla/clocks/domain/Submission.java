package dev.crowdline.sla.clocks.domain;

import dev.crowdline.contracts.Priority;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * That a customer asked.
 *
 * @param plan null until the community's policy is known
 */
public record Submission(Instant at, Priority priority, @Nullable Plan plan) {}
