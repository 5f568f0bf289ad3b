package dev.crowdline.routing.routes.domain;

import dev.crowdline.contracts.Policy;
import dev.crowdline.routing.assignments.domain.Assignment;

/**
 * How a piece of work and its route stand when its member does something on it.
 *
 * @param work active, or over
 * @param policy of its community
 */
public record WorkStanding(Route route, Assignment work, Policy policy) {}
