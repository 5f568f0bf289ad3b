package dev.crowdline.intake.incidents.domain;

import java.time.Instant;
import java.util.UUID;

/**
 * A request that came, as far as likeness goes.
 *
 * @param direction of its text, of length one; all zeros like nothing
 * @param free whether it may be linked: nobody has linked it, or split it out
 */
public record Arrival(UUID id, Instant at, Bounds bounds, float[] direction, boolean free) {}
