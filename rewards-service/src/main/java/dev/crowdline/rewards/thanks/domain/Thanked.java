package dev.crowdline.rewards.thanks.domain;

import java.time.Instant;
import java.util.UUID;

/** A customer wrote a word of thanks for an answer; what was written is kept by others. */
public record Thanked(String community, UUID assignmentId, UUID memberId, Instant at) {}
