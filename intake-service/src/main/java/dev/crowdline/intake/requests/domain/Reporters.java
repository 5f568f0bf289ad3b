package dev.crowdline.intake.requests.domain;

/**
 * How many requests an incident has.
 *
 * @param linked those that it answers
 * @param told of these those that have its answer
 * @param split those that were taken out of it
 */
public record Reporters(long linked, long told, long split) {}
