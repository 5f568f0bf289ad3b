package dev.crowdline.rewards.reviews.domain;

import java.time.Instant;
import java.util.UUID;

/**
 * A community member's answer.
 *
 * @param messageId of its text, which others keep
 * @param points that it earns when it is confirmed
 */
public record Answered(
    String community,
    UUID assignmentId,
    UUID requestId,
    UUID memberId,
    UUID messageId,
    long points,
    Instant at) {}
