package dev.crowdline.rewards.ledger.domain;

import java.util.UUID;

/** A step that is due for the answer of an assignment. */
public record Due(UUID assignmentId, UUID memberId, int round, Step step) {}
