package dev.crowdline.routing.waits.domain;

import java.time.Duration;
import java.time.Instant;
import java.util.UUID;

/**
 * A request that somebody took.
 *
 * @param assignmentId what took it; names the wait, so that one read twice counts once
 * @param queueId the queue in which it had waited
 * @param takenAt when it was accepted or claimed
 * @param waited from submission to then
 */
public record Wait(UUID assignmentId, long queueId, Instant takenAt, Duration waited) {}
