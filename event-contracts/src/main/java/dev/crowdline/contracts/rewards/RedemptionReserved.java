package dev.crowdline.contracts.rewards;

import java.util.UUID;

/**
 * Points and one of the stock were set aside for a redemption.
 *
 * @param points 1 or more
 */
public record RedemptionReserved(UUID redemptionId, UUID itemId, long points) {}
