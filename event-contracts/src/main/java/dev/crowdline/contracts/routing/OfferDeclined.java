package dev.crowdline.contracts.routing;

import java.util.UUID;

/** A member said no. Nobody is punished for it. */
public record OfferDeclined(UUID offerId, UUID memberId) {}
