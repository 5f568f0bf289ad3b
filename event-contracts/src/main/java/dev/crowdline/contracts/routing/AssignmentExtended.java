package dev.crowdline.contracts.routing;

import java.time.Instant;
import java.util.UUID;

/**
 * The member took more time for the answer, as the policy allows.
 *
 * @param number 1, 2, 3: how often this assignment was extended, with this time
 * @param dueAt when the answer is due from now on
 */
public record AssignmentExtended(UUID assignmentId, UUID memberId, int number, Instant dueAt) {}
