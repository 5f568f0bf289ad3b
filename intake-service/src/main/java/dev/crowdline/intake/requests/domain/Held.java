package dev.crowdline.intake.requests.domain;

import java.util.UUID;

/**
 * A request whose row this transaction has locked: enough of it to decide.
 *
 * @param version counts its changes
 * @param erased whether what people wrote in it was erased: nothing is added any more
 */
public record Held(String community, UUID id, long version, Life life, boolean erased) {}
