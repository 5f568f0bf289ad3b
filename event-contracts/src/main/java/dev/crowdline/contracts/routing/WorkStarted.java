package dev.crowdline.contracts.routing;

import java.util.UUID;

/** The member began: an explicit start. */
public record WorkStarted(UUID assignmentId, UUID memberId) {}
