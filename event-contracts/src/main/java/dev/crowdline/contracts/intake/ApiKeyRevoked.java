package dev.crowdline.contracts.intake;

import java.util.UUID;

/** An API key may not be used any more. */
public record ApiKeyRevoked(UUID keyId, String sha256) {}
