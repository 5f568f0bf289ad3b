package dev.crowdline.intake.requests.domain;

/**
 * An answer of the conversation, perhaps one that was refused.
 *
 * @param round whose answer it was
 */
public record GivenAnswer(Answer answer, int round) {}
