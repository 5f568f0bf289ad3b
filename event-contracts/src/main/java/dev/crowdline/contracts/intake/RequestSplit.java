package dev.crowdline.contracts.intake;

import java.util.UUID;

/**
 * The request is not part of an incident after all, or the incident's answer did not help it: it
 * wants an answer of its own again.
 *
 * @param incidentId that it was linked to
 * @param round that it is in from now on: one more when the incident's answer was refused
 */
public record RequestSplit(UUID incidentId, int round) {}
