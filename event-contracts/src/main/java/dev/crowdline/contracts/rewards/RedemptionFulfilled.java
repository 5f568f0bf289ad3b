package dev.crowdline.contracts.rewards;

import java.util.UUID;

/**
 * The member has the item, and its points are spent. What was handed out is in no fact.
 *
 * @param points 1 or more
 */
public record RedemptionFulfilled(UUID redemptionId, UUID itemId, long points) {}
