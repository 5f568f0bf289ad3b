package dev.crowdline.routing.routes.messaging;

import dev.crowdline.contracts.Fact;
import dev.crowdline.contracts.Tier;
import dev.crowdline.contracts.intake.MessageAdded;
import dev.crowdline.contracts.intake.MinimumTierRaised;
import dev.crowdline.contracts.intake.PriorityRaised;
import dev.crowdline.contracts.intake.RequestCancelled;
import dev.crowdline.contracts.intake.RequestClosed;
import dev.crowdline.contracts.intake.RequestLinked;
import dev.crowdline.contracts.intake.RequestRated;
import dev.crowdline.contracts.intake.RequestReopened;
import dev.crowdline.contracts.intake.RequestResolved;
import dev.crowdline.contracts.intake.RequestSplit;
import dev.crowdline.contracts.intake.RequestUnderstood;
import dev.crowdline.contracts.intake.StaffWrote;
import dev.crowdline.contracts.sla.EscalationRaised;
import dev.crowdline.contracts.sla.PolicyApplied;
import dev.crowdline.routing.assignments.domain.Judged;
import dev.crowdline.routing.routes.FollowingRequests;
import dev.crowdline.routing.routes.FollowingRequests.Told;
import dev.crowdline.routing.routes.domain.Demand;
import dev.crowdline.routing.routes.domain.Heard;
import dev.crowdline.support.database.Tx;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Instant;
import java.util.List;
import java.util.Objects;
import java.util.UUID;

/** What happens to a request after its submission, in routing's words. */
@ApplicationScoped
class HearingOfChanges {
  private final FollowingRequests following;

  HearingOfChanges(FollowingRequests following) {
    this.following = following;
  }

  void hear(Tx tx, List<Fact<?>> facts, Instant now) {
    following.follow(tx, facts.stream().map(fact -> new Told(fact, heard(fact))).toList(), now);
  }

  private static List<Heard> heard(Fact<?> fact) {
    return switch (fact.data()) {
      case MessageAdded added ->
          List.of(
              new Heard.CustomerWrote(
                  added.messageId(),
                  added.text(),
                  added.number(),
                  Boolean.TRUE.equals(added.thanks()),
                  fact.time()));
      case StaffWrote wrote ->
          List.of(new Heard.StaffWrote(wrote.messageId(), wrote.text(), fact.time()));
      case PriorityRaised raised -> List.of(new Heard.PriorityRaised(raised.priority().known()));
      case RequestUnderstood understood -> List.of(new Heard.Understood(understood.needs()));
      case MinimumTierRaised raised ->
          List.of(new Heard.TierRaised(raised.minimumTier().asMinimum()));
      case RequestReopened reopened ->
          List.of(
              said(fact, Judged.Verdict.REFUSED, reopened.assignmentId()),
              new Heard.Reopened(reopened.round(), reopened.preferredMemberId()));
      case RequestCancelled cancelled -> List.of(new Heard.Over());
      case RequestClosed closed -> List.of(new Heard.Over());
      case RequestLinked linked -> List.of(new Heard.Linked());
      case RequestSplit split -> List.of(new Heard.Split(split.round()));
      case RequestResolved resolved ->
          List.of(said(fact, Judged.Verdict.CONFIRMED, resolved.assignmentId()), new Heard.Over());
      case RequestRated rated ->
          List.of(
              new Heard.Said(
                  Judged.rated(
                      rated.stars(),
                      rated.thanks(),
                      fact.community(),
                      fact.subjectId(),
                      rated.assignmentId())));
      case EscalationRaised escalation -> List.of(new Heard.Escalated(of(escalation)));
      case PolicyApplied applied -> List.of(new Heard.Replanned(applied.stepsLeft()));
      default -> throw new IllegalStateException("not listened to: " + fact.data());
    };
  }

  private static Heard said(Fact<?> fact, Judged.Verdict verdict, UUID assignmentId) {
    return new Heard.Said(Judged.as(verdict, fact.community(), fact.subjectId(), assignmentId));
  }

  private static Demand.Escalation of(EscalationRaised escalation) {
    Tier tier = escalation.tier();
    return new Demand.Escalation(
        escalation.step(),
        Objects.requireNonNullElse(escalation.stepId(), Integer.toString(escalation.step())),
        escalation.last(),
        escalation.widenLevels(),
        escalation.waveFactor(),
        escalation.rewardPercent(),
        tier == null || tier == Tier.UNKNOWN ? 0 : Demand.bit(tier));
  }
}
