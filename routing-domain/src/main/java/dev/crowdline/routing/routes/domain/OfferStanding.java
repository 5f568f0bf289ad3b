package dev.crowdline.routing.routes.domain;

import dev.crowdline.contracts.Policy;
import dev.crowdline.routing.assignments.domain.Assignment;
import dev.crowdline.routing.offers.domain.Offer;
import java.util.List;

/**
 * How an offer and its route stand when a member answers it.
 *
 * @param others live offers of the route to others
 * @param work what was taken in the offer's round; empty while the offer is live, for nobody asks
 * @param policy of its community
 */
public record OfferStanding(
    Route route, Offer offer, List<Offer> others, List<Assignment> work, Policy policy) {}
