package dev.crowdline.intake.requests.domain;

import java.time.Duration;

/**
 * How long a community waits.
 *
 * @param silence after an answer, until silence confirms it
 * @param customerWait for the customer, while an answer is not there yet
 * @param followUp for the member, when the customer wrote after the answer
 */
public record Patience(Duration silence, Duration customerWait, Duration followUp) {}
