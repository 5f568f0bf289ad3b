package dev.crowdline.contracts.routing;

import java.util.List;
import java.util.UUID;

/** Deadlines of these offers passed. */
public record OffersExpired(List<Expired> offers) {
  public OffersExpired {
    offers = List.copyOf(offers);
  }

  /**
   * One of them.
   *
   * @param shown whether the member's client said that it had shown the offer; only then is it a
   *     miss
   */
  public record Expired(UUID offerId, UUID memberId, boolean shown) {}
}
