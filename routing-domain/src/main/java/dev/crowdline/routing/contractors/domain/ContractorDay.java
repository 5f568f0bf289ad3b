package dev.crowdline.routing.contractors.domain;

import dev.crowdline.contracts.Policy;
import dev.crowdline.contracts.Price;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.time.ZoneOffset;
import org.jspecify.annotations.Nullable;

/**
 * A day of a community, as contractors are paid by the piece on it: from midnight to midnight on
 * the clocks of the zone that its policy names, which may be 23 or 25 hours.
 *
 * @param piece what one is paid now
 * @param mostCents what they may be promised; null is no limit
 * @param promisedCents what they were promised for pieces that they took and did not lose
 * @param usedUpAt when one piece more did not fit for the first time; null as long as it always did
 */
public record ContractorDay(
    LocalDate date,
    ZoneId zone,
    Price piece,
    @Nullable Integer mostCents,
    long promisedCents,
    @Nullable Instant usedUpAt) {

  /** The day that a moment is in, under a policy; nothing was promised yet. */
  public static ContractorDay at(Instant moment, Policy policy) {
    ZoneId zone = zone(policy.cost());
    return new ContractorDay(
        moment.atZone(zone).toLocalDate(),
        zone,
        Price.of(policy),
        policy.cost().contractorDayCents(),
        0,
        null);
  }

  private static ZoneId zone(Policy.Cost cost) {
    return cost.contractorZone() == null ? ZoneOffset.UTC : ZoneId.of(cost.contractorZone());
  }

  /** The same with what was promised on it. */
  public ContractorDay promised(long cents, @Nullable Instant when) {
    return new ContractorDay(date, zone, piece, mostCents, cents, when);
  }

  /** The same at a price that was agreed. */
  public ContractorDay paying(Price agreed) {
    return new ContractorDay(date, zone, agreed, mostCents, promisedCents, usedUpAt);
  }

  /** Whether one piece more fits. */
  public boolean hasRoom() {
    return mostCents == null || promisedCents + piece.cents() <= mostCents;
  }

  /** When the next day begins. */
  public Instant endsAt() {
    return date.plusDays(1).atStartOfDay(zone).toInstant();
  }
}
