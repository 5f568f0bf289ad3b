package dev.crowdline.contracts.routing;

import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * The member took more time for the answer, as the policy allows, or staff gave it.
 *
 * @param number 1, 2, 3: how often its member has extended this assignment, with this time; what
 *     staff gives is not counted
 * @param dueAt when the answer is due from now on
 * @param byStaff true when staff gave it; absent when its member took it
 */
public record AssignmentExtended(
    UUID assignmentId, UUID memberId, int number, Instant dueAt, @Nullable Boolean byStaff) {}
