package dev.crowdline.contracts.routing;

import dev.crowdline.contracts.AssignmentClock;
import java.time.Instant;
import java.util.UUID;

/** A clock of an assignment has used the policy's warning share. */
public record AssignmentWarned(
    UUID assignmentId, UUID memberId, AssignmentClock clock, Instant dueAt) {}
