package dev.crowdline.rewards.reviews.domain;

import java.time.Instant;

/**
 * What one reviewer says of an answer.
 *
 * @param reviewer the key of a caller
 * @param note why, for operators and the author; empty for none
 */
public record Judgement(
    String reviewer, String reviewerName, ReviewVerdict verdict, String note, Instant at) {}
