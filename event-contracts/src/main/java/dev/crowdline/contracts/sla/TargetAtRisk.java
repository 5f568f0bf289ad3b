package dev.crowdline.contracts.sla;

import dev.crowdline.contracts.SlaClock;
import java.time.Instant;

/** A target will be missed soon. */
public record TargetAtRisk(SlaClock clock, Instant dueAt) {}
