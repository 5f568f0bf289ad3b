package dev.crowdline.intake.requests.messaging;

import dev.crowdline.contracts.Fact;
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
import dev.crowdline.contracts.sla.EscalationRaised;
import dev.crowdline.contracts.sla.EscalationWithdrawn;
import dev.crowdline.contracts.sla.PolicyApplied;
import dev.crowdline.contracts.sla.QuestionCleared;
import dev.crowdline.contracts.sla.TargetAtRisk;
import dev.crowdline.contracts.sla.TargetBreached;
import dev.crowdline.contracts.sla.TargetMet;
import dev.crowdline.intake.requests.domain.Heard;
import dev.crowdline.intake.requests.domain.Helper;
import java.time.Instant;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Facts of the others in intake's own words. */
final class Translation {
  /** What changes nothing here, in any state; a test holds this list complete. */
  static final Set<Class<?>> IGNORED =
      Set.of(
          OfferDeclined.class,
          OffersExpired.class,
          OffersWithdrawn.class,
          WorkStarted.class,
          AssignmentWarned.class,
          AssignmentExtended.class,
          NeedsChanged.class,
          EscalationRaised.class,
          EscalationWithdrawn.class,
          PolicyApplied.class,
          TargetAtRisk.class,
          TargetBreached.class,
          TargetMet.class,
          PointsHeld.class,
          PointsReleased.class,
          PointsVoided.class,
          PointsClawedBack.class,
          AnswerReviewed.class,
          // Counted by the erasure that asked for it.
          RouteCleared.class,
          QuestionCleared.class);

  private Translation() {}

  /** What was heard, or null when it does not concern intake. */
  static @Nullable Heard heard(Fact<?> fact) {
    return switch (fact.data()) {
      case RouteQueued f -> new Heard.RouteOpen(f.round(), fact.time());
      case OffersMade f -> new Heard.RouteOpen(f.round(), fact.time());
      case OfferAccepted f ->
          new Heard.Taken(
              new Helper(f.assignmentId(), f.memberId(), f.memberAlias(), f.tier().asMembers()),
              f.round(),
              fact.time());
      case RouteClaimed f ->
          new Heard.Taken(
              new Helper(f.assignmentId(), f.memberId(), f.memberAlias(), f.tier().asMembers()),
              f.round(),
              fact.time());
      case MessageWritten f -> wrote(f, fact.time());
      case ThanksMarked f -> new Heard.ThanksMarked(f.assignmentId(), f.heard(), fact.time());
      case AssignmentCompleted f ->
          new Heard.Completed(
              f.messageId(),
              new Helper(f.assignmentId(), f.memberId(), f.memberAlias(), f.tier().asMembers()),
              f.round(),
              f.answer(),
              f.heard(),
              fact.time());
      case AssignmentReleased f -> new Heard.LetGo(f.assignmentId(), fact.time());
      case AssignmentTimedOut f -> new Heard.LetGo(f.assignmentId(), fact.time());
      case AssignmentCancelled f -> new Heard.LetGo(f.assignmentId(), fact.time());
      case RouteExhausted f -> new Heard.Exhausted(f.round(), fact.time());
      default -> null;
    };
  }

  private static Heard wrote(MessageWritten f, Instant at) {
    Helper helper =
        new Helper(f.assignmentId(), f.memberId(), f.memberAlias(), f.tier().asMembers());
    return Boolean.TRUE.equals(f.followUp())
        ? new Heard.FollowedUp(f.messageId(), helper, f.text(), f.heard(), at)
        : new Heard.Wrote(f.messageId(), helper, f.asksCustomer(), f.text(), f.heard(), at);
  }
}
