package dev.crowdline.contracts.routing;

import java.util.UUID;

/** The member began: an explicit start, or a draft of some substance. */
public record WorkStarted(UUID assignmentId, UUID memberId) {}
