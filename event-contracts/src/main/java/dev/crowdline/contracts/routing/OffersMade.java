package dev.crowdline.contracts.routing;

import java.time.Instant;
import java.util.List;
import java.util.UUID;

/** A wave: the offers of one route sent together. */
public record OffersMade(int wave, int round, int reward, Instant deadline, List<Made> offers) {
  public OffersMade {
    offers = List.copyOf(offers);
  }

  /** One of the wave. */
  public record Made(UUID offerId, UUID memberId) {}
}
