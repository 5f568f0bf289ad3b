package dev.crowdline.sla.clocks.domain;

import java.time.Instant;

/**
 * A step of the plan that was raised and not withdrawn.
 *
 * @param step 1 for the first
 * @param at when its share was used
 */
public record RaisedStep(int step, int round, int usedPercent, Instant at) {}
