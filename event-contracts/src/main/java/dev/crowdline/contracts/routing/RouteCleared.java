package dev.crowdline.contracts.routing;

import java.util.UUID;

/**
 * Routing has cleared what people wrote in a request: question, conversation, drafts, thanks and
 * notes.
 *
 * @param erasureId which erasure asked for it
 * @param texts how many texts there were
 */
public record RouteCleared(UUID erasureId, int texts) {}
