package dev.crowdline.routing.routes.domain;

import dev.crowdline.contracts.EarningRules;
import dev.crowdline.contracts.Policy;
import dev.crowdline.contracts.Tier;
import dev.crowdline.routing.assignments.domain.Assignment;
import dev.crowdline.routing.offers.domain.Offer;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * How a route stands when something is heard of it.
 *
 * @param live its live offers
 * @param tiers of the members whom they are made to, as far as they matter
 * @param active the work on it, or null
 * @param policy of its community
 * @param earning the earning rules of its community
 */
public record Standing(
    Route route,
    List<Offer> live,
    Map<UUID, Tier> tiers,
    @Nullable Assignment active,
    Policy policy,
    EarningRules earning) {}
