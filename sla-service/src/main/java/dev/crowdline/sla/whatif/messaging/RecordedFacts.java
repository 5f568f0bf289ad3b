package dev.crowdline.sla.whatif.messaging;

import dev.crowdline.contracts.FactTypes;
import dev.crowdline.contracts.intake.MessageAdded;
import dev.crowdline.contracts.intake.MinimumTierRaised;
import dev.crowdline.contracts.intake.PriorityRaised;
import dev.crowdline.contracts.intake.RequestAnswered;
import dev.crowdline.contracts.intake.RequestCancelled;
import dev.crowdline.contracts.intake.RequestClosed;
import dev.crowdline.contracts.intake.RequestLinked;
import dev.crowdline.contracts.intake.RequestReopened;
import dev.crowdline.contracts.intake.RequestResolved;
import dev.crowdline.contracts.intake.RequestSplit;
import dev.crowdline.contracts.intake.RequestSubmitted;
import dev.crowdline.contracts.intake.RequestUnderstood;
import dev.crowdline.contracts.routing.AssignmentCancelled;
import dev.crowdline.contracts.routing.AssignmentCompleted;
import dev.crowdline.contracts.routing.AssignmentExtended;
import dev.crowdline.contracts.routing.AssignmentReleased;
import dev.crowdline.contracts.routing.AssignmentTimedOut;
import dev.crowdline.contracts.routing.MemberCameOnline;
import dev.crowdline.contracts.routing.MemberRegistered;
import dev.crowdline.contracts.routing.MemberSkillsChanged;
import dev.crowdline.contracts.routing.MemberUpdated;
import dev.crowdline.contracts.routing.MemberWentOffline;
import dev.crowdline.contracts.routing.MessageWritten;
import dev.crowdline.contracts.routing.NeedsChanged;
import dev.crowdline.contracts.routing.OfferAccepted;
import dev.crowdline.contracts.routing.OfferDeclined;
import dev.crowdline.contracts.routing.OffersExpired;
import dev.crowdline.contracts.routing.OffersMade;
import dev.crowdline.contracts.routing.OffersWithdrawn;
import dev.crowdline.contracts.routing.RouteClaimed;
import dev.crowdline.contracts.routing.RouteExhausted;
import dev.crowdline.contracts.routing.Taken;
import dev.crowdline.contracts.routing.WorkStarted;
import dev.crowdline.contracts.sla.EscalationRaised;
import dev.crowdline.contracts.sla.TargetAtRisk;
import dev.crowdline.contracts.sla.TargetBreached;
import dev.crowdline.contracts.sla.TargetMet;
import dev.crowdline.sla.clocks.domain.Traits;
import dev.crowdline.sla.whatif.domain.Recorder;
import dev.crowdline.sla.whatif.domain.Verdict;
import dev.crowdline.sla.whatif.domain.Word;
import dev.crowdline.sla.whatif.domain.Work;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Tells a recorder what facts say; their texts are not looked at. */
final class RecordedFacts {
  private static final Set<String> TYPES =
      Stream.of(
              RequestSubmitted.class,
              MinimumTierRaised.class,
              PriorityRaised.class,
              RequestUnderstood.class,
              MessageAdded.class,
              RequestAnswered.class,
              RequestReopened.class,
              RequestResolved.class,
              RequestCancelled.class,
              RequestLinked.class,
              RequestSplit.class,
              RequestClosed.class,
              NeedsChanged.class,
              OffersMade.class,
              OfferDeclined.class,
              OffersExpired.class,
              OffersWithdrawn.class,
              OfferAccepted.class,
              RouteClaimed.class,
              WorkStarted.class,
              MessageWritten.class,
              AssignmentExtended.class,
              AssignmentCompleted.class,
              AssignmentReleased.class,
              AssignmentTimedOut.class,
              AssignmentCancelled.class,
              RouteExhausted.class,
              EscalationRaised.class,
              TargetAtRisk.class,
              TargetBreached.class,
              TargetMet.class,
              MemberRegistered.class,
              MemberUpdated.class,
              MemberSkillsChanged.class,
              MemberCameOnline.class,
              MemberWentOffline.class)
          .map(record -> FactTypes.of(record).name())
          .collect(Collectors.toUnmodifiableSet());

  private final Recorder recorder;

  RecordedFacts(Recorder recorder) {
    this.recorder = recorder;
  }

  /** Whether a fact of that type tells anything. */
  static boolean areOf(String type) {
    return TYPES.contains(type);
  }

  /** Tells one; what tells nothing is left out. */
  void tell(UUID of, Instant at, Object data) {
    switch (data) {
      case RequestSubmitted f ->
          recorder.submitted(
              of,
              at,
              new Traits(
                  f.priority().known(),
                  f.channel().known(),
                  f.topic(),
                  f.language(),
                  f.attributes()),
              f.needs(),
              f.minimumTier().asMinimum());
      case MinimumTierRaised f ->
          recorder.said(of, new Word.TierRaised(at, f.minimumTier().asMinimum()));
      case PriorityRaised f -> recorder.said(of, new Word.PriorityRaised(at, f.priority().known()));
      case RequestUnderstood f -> recorder.said(of, new Word.NeedsChanged(at, f.needs(), null));
      case NeedsChanged f -> recorder.said(of, new Word.NeedsChanged(at, f.needs(), f.language()));
      case RequestLinked f -> recorder.said(of, new Word.Linked(at));
      case RequestSplit f -> recorder.said(of, new Word.Split(at, f.round()));
      case RequestClosed f -> recorder.said(of, new Word.Closed(at));
      case RequestCancelled f -> recorder.said(of, new Word.Cancelled(at));
      case MessageAdded f -> {
        if (!Boolean.TRUE.equals(f.thanks())) {
          recorder.customerWrote(of, at);
        }
      }
      case RequestAnswered f -> recorder.delivered(of, at, f.assignmentId());
      case RequestReopened f ->
          recorder.judged(
              of,
              at,
              f.preferredMemberId() == null
                  ? Verdict.Kind.REFUSED
                  : Verdict.Kind.REFUSED_TO_THE_SAME);
      case RequestResolved f ->
          recorder.judged(
              of,
              at,
              f.by() == RequestResolved.By.SILENCE ? Verdict.Kind.SILENCE : Verdict.Kind.CONFIRMED);
      case OffersMade f -> {
        Map<UUID, UUID> members = new HashMap<>();
        f.offers().forEach(made -> members.put(made.offerId(), made.memberId()));
        recorder.offered(of, at, members);
      }
      case OfferDeclined f -> recorder.declined(of, at, f.offerId());
      case OffersExpired f ->
          recorder.unseen(of, at, f.offers().stream().map(OffersExpired.Expired::offerId).toList());
      case OffersWithdrawn f -> recorder.unseen(of, at, ids(f.offers()));
      case OfferAccepted f -> {
        recorder.taken(of, at, f.assignmentId(), f.memberId(), f.tier().asMembers(), f.offerId());
        recorder.unseen(of, at, ids(f.withdrawn()));
      }
      case RouteClaimed f -> {
        recorder.taken(of, at, f.assignmentId(), f.memberId(), f.tier().asMembers(), null);
        recorder.unseen(of, at, ids(f.withdrawn()));
      }
      case WorkStarted f -> recorder.did(of, at, f.assignmentId(), Work.Kind.STARTED);
      case MessageWritten f -> {
        if (!Boolean.TRUE.equals(f.followUp())) {
          recorder.did(
              of, at, f.assignmentId(), f.asksCustomer() ? Work.Kind.ASKED : Work.Kind.WROTE);
        }
      }
      case AssignmentExtended f -> {
        if (!Boolean.TRUE.equals(f.byStaff())) {
          recorder.did(of, at, f.assignmentId(), Work.Kind.EXTENDED);
        }
      }
      case AssignmentCompleted f ->
          recorder.answered(
              of,
              at,
              f.assignmentId(),
              f.tier().asMembers(),
              f.reward(),
              f.price() == null ? null : f.price().cents());
      case AssignmentReleased f -> {
        recorder.did(of, at, f.assignmentId(), Work.Kind.HANDED_BACK);
        recorder.ended(of, at, f.assignmentId(), true);
      }
      case AssignmentTimedOut f -> recorder.ended(of, at, f.assignmentId(), true);
      case AssignmentCancelled f -> recorder.ended(of, at, f.assignmentId(), false);
      case RouteExhausted f -> {
        recorder.exhausted(of);
        recorder.listed(of, at);
      }
      case EscalationRaised f -> recorder.stepped(of, f.widenLevels());
      case TargetAtRisk f -> recorder.listed(of, at);
      case TargetBreached f -> {
        recorder.listed(of, at);
        recorder.clock(of, f.clock(), false);
      }
      case TargetMet f -> recorder.clock(of, f.clock(), true);
      case MemberRegistered f ->
          recorder.member(of, f.tier().asMembers(), f.languages(), f.skills(), f.capacity());
      case MemberUpdated f ->
          recorder.member(of, f.tier().asMembers(), f.languages(), null, f.capacity());
      case MemberSkillsChanged f -> recorder.member(of, null, null, f.skills(), null);
      case MemberCameOnline f -> recorder.came(of, at);
      case MemberWentOffline f -> recorder.went(of, at);
      default -> {}
    }
  }

  private static List<UUID> ids(List<Taken.Withdrawn> offers) {
    return offers.stream().map(Taken.Withdrawn::offerId).toList();
  }
}
