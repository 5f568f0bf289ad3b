package dev.crowdline.sla.dials.domain;

/**
 * What was measured of a group.
 *
 * @param count of values
 * @param mean of them; 0 for none
 * @param variance of the sample, by n - 1; 0 for one value or none
 */
public record Sample(long count, double mean, double variance) {}
