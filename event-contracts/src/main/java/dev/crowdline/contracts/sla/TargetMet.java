package dev.crowdline.contracts.sla;

import dev.crowdline.contracts.SlaClock;

/** A target was met, with the time that the clock ran. */
public record TargetMet(SlaClock clock, long usedMillis) {}
