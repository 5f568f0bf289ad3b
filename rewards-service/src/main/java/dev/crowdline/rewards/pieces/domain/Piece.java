package dev.crowdline.rewards.pieces.domain;

import java.time.Instant;
import java.util.UUID;

/**
 * An answer of a contractor.
 *
 * @param cents hundredths of the currency that it pays once it is confirmed; more than none
 */
public record Piece(
    String community,
    UUID requestId,
    UUID assignmentId,
    UUID memberId,
    int round,
    int cents,
    String currency,
    Instant completedAt) {}
