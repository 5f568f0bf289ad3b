package dev.crowdline.routing.routes;

import dev.crowdline.contracts.AssignmentClock;
import dev.crowdline.contracts.Tier;
import dev.crowdline.contracts.routing.AssignmentCancelled;
import dev.crowdline.contracts.routing.AssignmentCompleted;
import dev.crowdline.contracts.routing.AssignmentExtended;
import dev.crowdline.contracts.routing.AssignmentReleased;
import dev.crowdline.contracts.routing.AssignmentTimedOut;
import dev.crowdline.contracts.routing.AssignmentWarned;
import dev.crowdline.contracts.routing.Earning;
import dev.crowdline.contracts.routing.MessageWritten;
import dev.crowdline.contracts.routing.NeedsChanged;
import dev.crowdline.contracts.routing.OfferAccepted;
import dev.crowdline.contracts.routing.OfferDeclined;
import dev.crowdline.contracts.routing.OffersExpired;
import dev.crowdline.contracts.routing.OffersMade;
import dev.crowdline.contracts.routing.OffersWithdrawn;
import dev.crowdline.contracts.routing.RouteClaimed;
import dev.crowdline.contracts.routing.RouteExhausted;
import dev.crowdline.contracts.routing.RouteQueued;
import dev.crowdline.contracts.routing.Taken;
import dev.crowdline.contracts.routing.ThanksMarked;
import dev.crowdline.contracts.routing.WorkStarted;
import dev.crowdline.routing.assignments.domain.Assignment;
import dev.crowdline.routing.members.domain.Member;
import dev.crowdline.routing.offers.domain.Offer;
import dev.crowdline.routing.offers.domain.Score;
import dev.crowdline.routing.routes.domain.Change;
import dev.crowdline.routing.routes.domain.Message;
import dev.crowdline.routing.routes.domain.Route;
import java.time.Instant;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

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
          case Change.Asked(Offer offer, Score why, Route after) ->
              new OffersMade(
                  offer.wave(),
                  offer.round(),
                  offer.reward(),
                  offer.deadline(),
                  List.of(new OffersMade.Made(offer.id(), offer.memberId())));
          case Change.Declined declined ->
              new OfferDeclined(declined.offer().id(), declined.offer().memberId());
          case Change.Expired(List<Offer> over) ->
              new OffersExpired(
                  over.stream()
                      .map(
                          o -> new OffersExpired.Expired(o.id(), o.memberId(), o.shownAt() != null))
                      .toList());
          case Change.Warned(Assignment work, AssignmentClock clock, Instant dueAt) ->
              new AssignmentWarned(work.id(), work.memberId(), clock, dueAt);
          case Change.TimedOut(Assignment work, AssignmentClock clock) ->
              new AssignmentTimedOut(work.id(), work.memberId(), clock);
          case Change.Kept kept -> null;
          case Change.Started(Assignment work) -> new WorkStarted(work.id(), work.memberId());
          case Change.Extended(Assignment work) ->
              new AssignmentExtended(
                  work.id(), work.memberId(), work.extended(), work.completionDue(), null);
          case Change.TimeGiven(Assignment work) ->
              new AssignmentExtended(
                  work.id(), work.memberId(), work.extended(), work.completionDue(), true);
          case Change.NeedsChanged(Route after) ->
              new NeedsChanged(after.round(), after.origin().needs(), after.origin().language());
          case Change.MemberWrote(Message message, Assignment work, Member by, int heard) ->
              written(message, work, by, work.tier(), heard, null);
          case Change.FollowedUp(Message message, Assignment work, Member by, int heard) ->
              written(message, work, by, by.tier(), heard, true);
          case Change.Answered(Route of, Assignment work, Message answer, Member by, int heard) ->
              new AssignmentCompleted(
                  work.id(),
                  by.id(),
                  by.alias(),
                  work.tier(),
                  work.round(),
                  work.reward(),
                  answer.id(),
                  answer.text(),
                  heard,
                  work.price(),
                  earning(of, work));
          case Change.Released(Assignment work) ->
              new AssignmentReleased(work.id(), work.memberId());
          case Change.Noted noted -> null;
          case Change.ThanksMarked(Assignment work, int heard) ->
              new ThanksMarked(work.id(), work.memberId(), heard);
        });
  }

  private static Earning earning(Route of, Assignment work) {
    return new Earning(
        of.origin().rulesVersion(),
        of.demand().priority(),
        of.origin().topic(),
        of.origin().language(),
        of.origin().level(),
        of.demand().base(),
        work.share(),
        work.acceptedAt());
  }

  private static MessageWritten written(
      Message message,
      Assignment work,
      Member by,
      Tier tier,
      int heard,
      @Nullable Boolean followUp) {
    return new MessageWritten(
        message.id(),
        work.id(),
        by.id(),
        by.alias(),
        tier,
        message.asksCustomer(),
        message.text(),
        heard,
        followUp);
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
  private static List<Taken.Withdrawn> withdrawn(List<Offer> live) {
    return live.stream().map(o -> new Taken.Withdrawn(o.id(), o.memberId())).toList();
  }

  private static RouteQueued.Reason reason(Change.Queued.Cause why) {
    return switch (why) {
      case TIER_RAISED -> RouteQueued.Reason.TIER_RAISED;
      case REOPENED -> RouteQueued.Reason.REOPENED;
      case RELEASED -> RouteQueued.Reason.RELEASED;
      case TIMED_OUT -> RouteQueued.Reason.TIMED_OUT;
      case NEEDS_CHANGED -> RouteQueued.Reason.NEEDS_CHANGED;
      case SPLIT -> RouteQueued.Reason.SPLIT;
    };
  }

  private static AssignmentCancelled.Reason reason(Change.TakenBack.Why why) {
    return switch (why) {
      case TIER_RAISED -> AssignmentCancelled.Reason.TIER_RAISED;
      case OVER -> AssignmentCancelled.Reason.REQUEST_CANCELLED;
    };
  }
}
