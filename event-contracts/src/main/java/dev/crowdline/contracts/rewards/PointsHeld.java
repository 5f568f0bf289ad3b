package dev.crowdline.contracts.rewards;

import java.util.UUID;

/**
 * Points were moved for a completed answer, until it is confirmed.
 *
 * @param points 1 or more
 */
public record PointsHeld(UUID memberId, UUID assignmentId, String rule, int points) {}
