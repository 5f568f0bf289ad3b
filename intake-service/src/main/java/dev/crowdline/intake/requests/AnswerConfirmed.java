package dev.crowdline.intake.requests;

import java.util.UUID;

/**
 * A customer said that an answer solved the request, and that is committed. Told within this
 * replica to who can do without: one that is killed tells nobody.
 */
public record AnswerConfirmed(String community, UUID requestId) {}
