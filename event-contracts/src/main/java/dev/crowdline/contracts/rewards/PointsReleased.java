package dev.crowdline.contracts.rewards;

import java.util.UUID;

/**
 * Points were moved to the member's wallet.
 *
 * @param points 1 or more
 */
public record PointsReleased(UUID memberId, UUID assignmentId, String rule, int points) {}
