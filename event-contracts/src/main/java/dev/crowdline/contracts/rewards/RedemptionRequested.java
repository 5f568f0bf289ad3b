package dev.crowdline.contracts.rewards;

import java.util.UUID;

/**
 * A member wants an item of the catalogue.
 *
 * @param item its name at that moment
 * @param points its price, 1 or more
 */
public record RedemptionRequested(UUID redemptionId, UUID itemId, String item, long points) {}
