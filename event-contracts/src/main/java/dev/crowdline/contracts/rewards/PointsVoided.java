package dev.crowdline.contracts.rewards;

import java.util.UUID;

/**
 * Points were moved back, because the answer was refused.
 *
 * @param points 1 or more
 */
public record PointsVoided(UUID memberId, UUID assignmentId, String rule, int points) {}
