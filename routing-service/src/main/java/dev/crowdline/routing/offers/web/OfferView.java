package dev.crowdline.routing.offers.web;

import dev.crowdline.contracts.Need;
import dev.crowdline.contracts.Priority;
import dev.crowdline.contracts.Tier;
import dev.crowdline.routing.offers.domain.Offer;
import dev.crowdline.routing.offers.domain.OfferState;
import dev.crowdline.routing.routes.domain.Route;
import java.time.Instant;
import java.util.List;
import java.util.UUID;

/**
 * An offer as its member sees it.
 *
 * @param version grows when the offer has changed, as by a raised priority; a client shows the
 *     highest
 * @param reward points that a confirmed answer pays when the offer is accepted now
 * @param text what the customer asks
 */
public record OfferView(
    UUID id,
    UUID routeId,
    int wave,
    OfferState state,
    int version,
    Instant deadline,
    Instant offeredAt,
    int reward,
    Priority priority,
    List<Need> needs,
    String language,
    String text,
    String customerAlias,
    Tier minimumTier,
    int round) {

  /** The view of an offer of a route. */
  public static OfferView of(Offer offer, Route route) {
    return new OfferView(
        offer.id(),
        offer.routeId(),
        offer.wave(),
        offer.state(),
        offer.version(),
        offer.deadline(),
        offer.offeredAt(),
        offer.isLive() ? offer.pays(route.demand().reward()) : offer.reward(),
        route.demand().priority(),
        route.needed(),
        route.origin().language(),
        route.origin().question(),
        route.origin().customerAlias(),
        route.demand().minimumTier(),
        offer.round());
  }
}
