package dev.crowdline.intake.requests.domain;

import java.time.Duration;

/**
 * How long a community waits.
 *
 * @param silence after an answer, until silence confirms it
 * @param customerWait for the customer, while an answer is not there yet
 */
public record Patience(Duration silence, Duration customerWait) {}
