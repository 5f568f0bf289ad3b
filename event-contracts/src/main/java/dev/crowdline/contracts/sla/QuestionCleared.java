package dev.crowdline.contracts.sla;

import java.util.UUID;

/**
 * The sla service has cleared its copy of a question.
 *
 * @param erasureId which erasure asked for it
 * @param texts how many texts there were
 */
public record QuestionCleared(UUID erasureId, int texts) {}
