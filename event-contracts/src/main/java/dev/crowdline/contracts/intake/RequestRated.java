package dev.crowdline.contracts.intake;

import java.util.UUID;

/**
 * The customer judged an answer.
 *
 * @param stars 1 to 5
 */
public record RequestRated(UUID assignmentId, UUID memberId, int stars, boolean thanked) {}
