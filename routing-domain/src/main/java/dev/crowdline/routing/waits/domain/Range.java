package dev.crowdline.routing.waits.domain;

import java.time.Duration;

/**
 * What eight of ten waited: from the 10th to the 90th percentile (nearest rank).
 *
 * @param of how many waits it rests on
 */
public record Range(Duration from, Duration to, int of) {}
