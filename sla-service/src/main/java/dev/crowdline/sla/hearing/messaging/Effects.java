package dev.crowdline.sla.hearing.messaging;

import dev.crowdline.contracts.Fact;
import dev.crowdline.contracts.intake.MessageAdded;
import dev.crowdline.contracts.intake.MinimumTierRaised;
import dev.crowdline.contracts.intake.PriorityRaised;
import dev.crowdline.contracts.intake.RequestAnswered;
import dev.crowdline.contracts.intake.RequestCancelled;
import dev.crowdline.contracts.intake.RequestClosed;
import dev.crowdline.contracts.intake.RequestErased;
import dev.crowdline.contracts.intake.RequestLinked;
import dev.crowdline.contracts.intake.RequestRated;
import dev.crowdline.contracts.intake.RequestReopened;
import dev.crowdline.contracts.intake.RequestResolved;
import dev.crowdline.contracts.intake.RequestSplit;
import dev.crowdline.contracts.intake.RequestSubmitted;
import dev.crowdline.contracts.intake.RequestUnderstood;
import dev.crowdline.contracts.intake.StaffWrote;
import dev.crowdline.contracts.rewards.AnswerReviewed;
import dev.crowdline.contracts.rewards.PointsClawedBack;
import dev.crowdline.contracts.rewards.PointsHeld;
import dev.crowdline.contracts.rewards.PointsReleased;
import dev.crowdline.contracts.rewards.PointsVoided;
import dev.crowdline.contracts.routing.AssignmentCancelled;
import dev.crowdline.contracts.routing.AssignmentCompleted;
import dev.crowdline.contracts.routing.AssignmentExtended;
import dev.crowdline.contracts.routing.AssignmentReleased;
import dev.crowdline.contracts.routing.AssignmentTimedOut;
import dev.crowdline.contracts.routing.AssignmentWarned;
import dev.crowdline.contracts.routing.MessageWritten;
import dev.crowdline.contracts.routing.NeedsChanged;
import dev.crowdline.contracts.routing.OfferAccepted;
import dev.crowdline.contracts.routing.OfferDeclined;
import dev.crowdline.contracts.routing.OffersExpired;
import dev.crowdline.contracts.routing.OffersMade;
import dev.crowdline.contracts.routing.OffersWithdrawn;
import dev.crowdline.contracts.routing.RouteClaimed;
import dev.crowdline.contracts.routing.RouteCleared;
import dev.crowdline.contracts.routing.RouteExhausted;
import dev.crowdline.contracts.routing.RouteQueued;
import dev.crowdline.contracts.routing.ThanksMarked;
import dev.crowdline.contracts.routing.WorkStarted;
import dev.crowdline.sla.clocks.domain.Mark;
import dev.crowdline.sla.clocks.domain.RequestClocks;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.function.BiFunction;

/** What each type of fact does to the clocks of its request. */
final class Effects {

  /** The effect of one type. */
  record Effect<T>(Class<T> type, BiFunction<RequestClocks, Fact<T>, RequestClocks> on) {}

  static final List<Effect<?>> ALL =
      List.of(
          new Effect<>(
              RequestSubmitted.class,
              (clocks, f) ->
                  clocks.submitted(
                      f.time(),
                      f.data().priority().known(),
                      f.data().minimumTier().asMinimum(),
                      f.data().policyVersion(),
                      f.data().topic(),
                      f.data().dial())),
          new Effect<>(
              MinimumTierRaised.class,
              (clocks, f) -> clocks.tierRaised(f.data().minimumTier().asMinimum())),
          new Effect<>(
              PriorityRaised.class,
              (clocks, f) -> clocks.priorityRaised(f.time(), f.data().priority().known())),
          new Effect<>(StaffWrote.class, (clocks, f) -> clocks.staffWrote(f.time())),
          new Effect<>(
              MessageAdded.class,
              (clocks, f) ->
                  clocks.customerWrote(
                      f.time(), f.data().number(), Boolean.TRUE.equals(f.data().thanks()))),
          new Effect<>(
              RequestAnswered.class,
              (clocks, f) ->
                  clocks.answered(
                      f.time(),
                      f.data().assignmentId(),
                      f.data().round(),
                      f.data().tier().asMembers(),
                      null)),
          new Effect<>(
              RequestReopened.class, (clocks, f) -> clocks.reopened(f.time(), f.data().round())),
          new Effect<>(
              RequestResolved.class,
              (clocks, f) ->
                  clocks.resolved(
                      f.time(),
                      f.data().assignmentId(),
                      f.data().round(),
                      Objects.requireNonNullElse(f.data().confirmedInRound(), f.data().round()))),
          new Effect<>(
              RequestRated.class,
              (clocks, f) -> clocks.rated(f.time(), f.data().assignmentId(), f.data().stars())),
          new Effect<>(
              PointsReleased.class,
              (clocks, f) -> clocks.paid(f.time(), f.data().memberId(), f.data().points())),
          new Effect<>(
              PointsClawedBack.class,
              (clocks, f) -> clocks.paid(f.time(), f.data().memberId(), -f.data().points())),
          new Effect<>(RequestCancelled.class, (clocks, f) -> clocks.cancelled(f.time())),
          new Effect<>(RequestLinked.class, (clocks, f) -> clocks.linked(f.time())),
          new Effect<>(RequestSplit.class, (clocks, f) -> clocks.split(f.time(), f.data().round())),
          new Effect<>(
              RequestClosed.class,
              (clocks, f) -> clocks.closed(f.time(), f.data().round(), by(f.data().by()))),
          new Effect<>(
              OffersMade.class, (clocks, f) -> clocks.offered(f.data().offers().size(), 0, 0)),
          new Effect<>(
              OffersExpired.class, (clocks, f) -> clocks.offered(0, f.data().offers().size(), 0)),
          new Effect<>(OfferDeclined.class, (clocks, f) -> clocks.offered(0, 0, 1)),
          new Effect<>(
              OfferAccepted.class,
              (clocks, f) ->
                  clocks.taken(
                      f.time(),
                      f.data().assignmentId(),
                      f.data().round(),
                      f.data().memberId(),
                      f.data().memberAlias(),
                      f.data().tier().asMembers())),
          new Effect<>(
              RouteClaimed.class,
              (clocks, f) ->
                  clocks.taken(
                      f.time(),
                      f.data().assignmentId(),
                      f.data().round(),
                      f.data().memberId(),
                      f.data().memberAlias(),
                      f.data().tier().asMembers())),
          new Effect<>(
              MessageWritten.class,
              (clocks, f) ->
                  Boolean.TRUE.equals(f.data().followUp())
                      ? clocks.followedUp(f.time(), f.data().assignmentId(), f.data().heard())
                      : clocks.spoken(
                          f.time(),
                          f.data().assignmentId(),
                          f.data().asksCustomer(),
                          f.data().heard())),
          new Effect<>(
              ThanksMarked.class,
              (clocks, f) ->
                  clocks.followedUp(f.time(), f.data().assignmentId(), f.data().heard())),
          new Effect<>(
              AssignmentCompleted.class,
              (clocks, f) ->
                  clocks.answered(
                      f.time(),
                      f.data().assignmentId(),
                      f.data().round(),
                      f.data().tier().asMembers(),
                      f.data().heard())),
          new Effect<>(NeedsChanged.class, (clocks, f) -> clocks.needsChanged(f.time())),
          new Effect<>(
              AssignmentExtended.class,
              (clocks, f) ->
                  clocks.extended(
                      f.time(),
                      f.data().assignmentId(),
                      f.data().dueAt(),
                      Boolean.TRUE.equals(f.data().byStaff()))),
          new Effect<>(
              AssignmentReleased.class,
              (clocks, f) -> clocks.released(f.time(), f.data().assignmentId())),
          new Effect<>(
              AssignmentTimedOut.class,
              (clocks, f) -> clocks.timedOut(f.time(), f.data().assignmentId())),
          new Effect<>(
              AssignmentCancelled.class,
              (clocks, f) -> clocks.workCancelled(f.time(), f.data().assignmentId())),
          new Effect<>(
              RouteExhausted.class, (clocks, f) -> clocks.exhausted(f.time(), f.data().round())));

  /**
   * What has no effect. Points that are held are not paid yet; a route that waits, work that was
   * started or warned about, and offers withdrawn tell nothing that another fact does not.
   */
  static final Set<Class<?>> NONE =
      Set.of(
          RequestErased.class,
          RequestUnderstood.class,
          RouteCleared.class,
          RouteQueued.class,
          OffersWithdrawn.class,
          WorkStarted.class,
          AssignmentWarned.class,
          AnswerReviewed.class,
          PointsHeld.class,
          PointsVoided.class);

  private Effects() {}

  private static Mark.Closed.By by(RequestClosed.By by) {
    return switch (by) {
      case INCIDENT -> Mark.Closed.By.INCIDENT;
      case ARTICLE -> Mark.Closed.By.ARTICLE;
      case DESK, UNKNOWN -> Mark.Closed.By.OTHER;
    };
  }
}
