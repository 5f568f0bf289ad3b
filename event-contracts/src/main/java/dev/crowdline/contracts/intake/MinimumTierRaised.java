package dev.crowdline.contracts.intake;

import dev.crowdline.contracts.Tier;

/** Somebody below this tier must not see the request any more; the customer asked for staff. */
public record MinimumTierRaised(Tier minimumTier) {}
