package dev.crowdline.contracts.intake;

import dev.crowdline.contracts.Tier;

/**
 * Somebody below this tier must not see the request any more: the customer or an operator wants it
 * so.
 */
public record MinimumTierRaised(Tier minimumTier) {}
