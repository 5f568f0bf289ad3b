package dev.crowdline.rewards.redemptions.domain;

import java.time.Instant;
import java.util.UUID;

/**
 * What a member takes for points, as it was at that moment.
 *
 * @param id of the redemption
 * @param points its price
 * @param valueMinor what it costs the community, in the smallest unit of its currency
 */
public record Purchase(
    String community,
    UUID id,
    UUID memberId,
    UUID itemId,
    String item,
    long points,
    long valueMinor,
    Instant requestedAt) {}
