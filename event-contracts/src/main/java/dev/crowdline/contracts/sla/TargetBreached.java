package dev.crowdline.contracts.sla;

import dev.crowdline.contracts.SlaClock;
import java.time.Instant;

/** A target was missed. */
public record TargetBreached(SlaClock clock, Instant dueAt) {}
