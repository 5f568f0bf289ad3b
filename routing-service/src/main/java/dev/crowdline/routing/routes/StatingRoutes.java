package dev.crowdline.routing.routes;

import dev.crowdline.contracts.routing.AssignmentCancelled;
import dev.crowdline.contracts.routing.OfferAccepted;
import dev.crowdline.contracts.routing.OfferDeclined;
import dev.crowdline.contracts.routing.OffersWithdrawn;
import dev.crowdline.contracts.routing.RouteClaimed;
import dev.crowdline.contracts.routing.RouteExhausted;
import dev.crowdline.contracts.routing.RouteQueued;
import dev.crowdline.contracts.routing.Taken;
import dev.crowdline.routing.assignments.domain.Assignment;
import dev.crowdline.routing.offers.domain.Offer;
import dev.crowdline.routing.routes.domain.Change;
import dev.crowdline.routing.routes.domain.Route;
import java.util.List;
import java.util.Objects;
import java.util.Optional;

/** What others are told of a change, if anything. */
final class StatingRoutes {
  private StatingRoutes() {}

  static Optional<Object> fact(Change change) {
    return Optional.ofNullable(
        switch (change) {
          case Change.Moved moved -> null;
          case Change.Queued(Route after, Change.Queued.Cause why) ->
              new RouteQueued(
                  after.round(), reason(why), after.needed(), after.demand().minimumTier());
          case Change.Exhausted(Route after) -> new RouteExhausted(after.round());
          case Change.Wrote wrote -> null;
          case Change.Worked worked -> null;
          case Change.TakenBack(Assignment ended, Change.TakenBack.Why why) ->
              new AssignmentCancelled(ended.id(), ended.memberId(), reason(why));
          case Change.Withdrawn(List<Offer> offers, String why) ->
              new OffersWithdrawn(withdrawn(offers));
          case Change.Shown shown -> null;
          case Change.WorkConcerned concerned -> null;
          case Change.AnswerDiscussed discussed -> null;
          case Change.Said said -> null;
          case Change.Taken taken -> taken(taken, taken.work());
          case Change.Declined declined ->
              new OfferDeclined(declined.offer().id(), declined.offer().memberId());
        });
  }

  private static Taken taken(Change.Taken taken, Assignment work) {
    return switch (taken.by()) {
      case ACCEPT ->
          new OfferAccepted(
              Objects.requireNonNull(work.offerId(), "an accept is of an offer"),
              work.id(),
              work.memberId(),
              taken.alias(),
              work.tier(),
              work.round(),
              work.reward(),
              withdrawn(taken.others()));
      case CLAIM ->
          new RouteClaimed(
              work.id(),
              work.memberId(),
              taken.alias(),
              work.tier(),
              work.round(),
              work.reward(),
              withdrawn(taken.others()));
    };
  }

  /** Offers that ended because of something else, as facts name them. */
  static List<Taken.Withdrawn> withdrawn(List<Offer> live) {
    return live.stream().map(o -> new Taken.Withdrawn(o.id(), o.memberId())).toList();
  }

  private static RouteQueued.Reason reason(Change.Queued.Cause why) {
    return switch (why) {
      case TIER_RAISED -> RouteQueued.Reason.TIER_RAISED;
      case REOPENED -> RouteQueued.Reason.REOPENED;
    };
  }

  private static AssignmentCancelled.Reason reason(Change.TakenBack.Why why) {
    return switch (why) {
      case TIER_RAISED -> AssignmentCancelled.Reason.TIER_RAISED;
      case OVER -> AssignmentCancelled.Reason.REQUEST_CANCELLED;
    };
  }
}
