package dev.crowdline.intake.requests.domain;

import java.util.UUID;

/**
 * A request whose row this transaction has locked: enough of it to decide.
 *
 * @param version counts its changes
 */
public record Held(String community, UUID id, long version, Life life) {}
