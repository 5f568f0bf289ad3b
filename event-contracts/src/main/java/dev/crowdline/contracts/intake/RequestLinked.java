package dev.crowdline.contracts.intake;

import java.util.UUID;

/**
 * The request is one of many with the same cause: nobody is asked for it any more, and it gets the
 * incident's answer. Whoever works on it already goes on, and is paid.
 *
 * @param incidentId the request of kind INCIDENT that stands for all of them
 */
public record RequestLinked(UUID incidentId) {}
