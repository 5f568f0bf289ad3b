package dev.crowdline.intake.requests.domain;

import java.time.Instant;
import java.util.UUID;

/**
 * The answer that a customer is asked to judge.
 *
 * @param messageId of the message that holds it
 */
public record Answer(Helper by, UUID messageId, Instant at) {}
