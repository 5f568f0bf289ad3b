package dev.crowdline.contracts.rewards;

import java.util.UUID;

/**
 * Points were moved from the wallet, or as debt, because the answer was refused after its release.
 *
 * @param points 1 or more
 */
public record PointsClawedBack(UUID memberId, UUID assignmentId, String rule, int points) {}
