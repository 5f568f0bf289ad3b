package dev.crowdline.contracts.routing;

import dev.crowdline.contracts.AssignmentClock;
import java.util.UUID;

/** The work was taken back: this clock ran out. */
public record AssignmentTimedOut(UUID assignmentId, UUID memberId, AssignmentClock clock) {}
