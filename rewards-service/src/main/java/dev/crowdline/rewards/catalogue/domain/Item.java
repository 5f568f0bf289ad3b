package dev.crowdline.rewards.catalogue.domain;

import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * An item of the catalogue, as an operator wants it.
 *
 * @param price in points, 1 or more
 * @param valueMinor what one costs the community, in the smallest unit of its currency
 * @param region where it is of use, in words; null is everywhere
 * @param validFrom and {@code validTo}: when it can be bought; null is no limit
 * @param offered whether it is in the shop; false is withdrawn
 * @param fromRung the lowest rung of the ladder whose members may take it; 1 is everybody
 */
public record Item(
    UUID id,
    String name,
    String description,
    ItemKind kind,
    long price,
    long valueMinor,
    Fulfilment fulfilment,
    @Nullable String region,
    @Nullable Instant validFrom,
    @Nullable Instant validTo,
    boolean offered,
    int fromRung) {

  /** Whether a member may take it at that moment, as far as there are any. */
  public boolean isOnOffer(Instant now) {
    return offered
        && (validFrom == null || !now.isBefore(validFrom))
        && (validTo == null || now.isBefore(validTo));
  }

  /** The same under another id. */
  public Item withId(UUID other) {
    return new Item(
        other,
        name,
        description,
        kind,
        price,
        valueMinor,
        fulfilment,
        region,
        validFrom,
        validTo,
        offered,
        fromRung);
  }
}
