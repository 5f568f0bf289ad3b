package dev.crowdline.contracts.routing;

import java.util.UUID;

/** The member handed the work back. */
public record AssignmentReleased(UUID assignmentId, UUID memberId) {}
