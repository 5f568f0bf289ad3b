package dev.crowdline.contracts.routing;

import dev.crowdline.contracts.Tier;
import java.util.List;
import java.util.UUID;

/**
 * What an accept and a claim have in common: one member has the work, everybody else's offer ended.
 */
public sealed interface Taken permits OfferAccepted, RouteClaimed {
  UUID assignmentId();

  UUID memberId();

  Tier tier();

  int round();

  /** Points that a confirmed answer pays. */
  int reward();

  List<Withdrawn> withdrawn();

  /** An offer that ended because somebody else took the route. */
  record Withdrawn(UUID offerId, UUID memberId) {}
}
