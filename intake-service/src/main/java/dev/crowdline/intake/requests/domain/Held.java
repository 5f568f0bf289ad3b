package dev.crowdline.intake.requests.domain;

import java.util.UUID;

/** A request whose row this transaction has locked: enough of it to decide. */
public record Held(String community, UUID id, Life life) {}
