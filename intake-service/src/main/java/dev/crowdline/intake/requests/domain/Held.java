package dev.crowdline.intake.requests.domain;

import dev.crowdline.contracts.RequestKind;
import java.util.UUID;

/**
 * A request whose row this transaction has locked: enough of it to decide.
 *
 * @param kind a customer's request, or an incident
 * @param version counts its changes
 * @param erased whether what people wrote in it was erased: nothing is added any more
 */
public record Held(
    String community, UUID id, RequestKind kind, long version, Life life, boolean erased) {}
