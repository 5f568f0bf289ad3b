package dev.crowdline.contracts;

import dev.crowdline.contracts.intake.ApiKeyCreated;
import dev.crowdline.contracts.intake.ApiKeyRevoked;
import dev.crowdline.contracts.intake.CommunityRegistered;
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
import dev.crowdline.contracts.rewards.EarningRulesChanged;
import dev.crowdline.contracts.rewards.LedgerSealed;
import dev.crowdline.contracts.rewards.PointsClawedBack;
import dev.crowdline.contracts.rewards.PointsHeld;
import dev.crowdline.contracts.rewards.PointsReleased;
import dev.crowdline.contracts.rewards.PointsVoided;
import dev.crowdline.contracts.rewards.RankChanged;
import dev.crowdline.contracts.rewards.RedemptionFulfilled;
import dev.crowdline.contracts.rewards.RedemptionRefunded;
import dev.crowdline.contracts.rewards.RedemptionRequested;
import dev.crowdline.contracts.rewards.RedemptionReserved;
import dev.crowdline.contracts.routing.AssignmentCancelled;
import dev.crowdline.contracts.routing.AssignmentCompleted;
import dev.crowdline.contracts.routing.AssignmentExtended;
import dev.crowdline.contracts.routing.AssignmentReleased;
import dev.crowdline.contracts.routing.AssignmentTimedOut;
import dev.crowdline.contracts.routing.AssignmentWarned;
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
import dev.crowdline.contracts.routing.RouteCleared;
import dev.crowdline.contracts.routing.RouteExhausted;
import dev.crowdline.contracts.routing.RouteQueued;
import dev.crowdline.contracts.routing.SkillNamed;
import dev.crowdline.contracts.routing.ThanksMarked;
import dev.crowdline.contracts.routing.WorkStarted;
import dev.crowdline.contracts.sla.EscalationRaised;
import dev.crowdline.contracts.sla.EscalationWithdrawn;
import dev.crowdline.contracts.sla.PolicyApplied;
import dev.crowdline.contracts.sla.PolicyChanged;
import dev.crowdline.contracts.sla.QuestionCleared;
import dev.crowdline.contracts.sla.TargetAtRisk;
import dev.crowdline.contracts.sla.TargetBreached;
import dev.crowdline.contracts.sla.TargetMet;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Every type of fact there is: its name on the wire, its record and its topic. The name follows
 * from the record, {@code dev.crowdline.intake.request-submitted.v1}.
 */
public final class FactTypes {
  private static final List<FactType> ALL = new ArrayList<>();
  private static final Map<String, FactType> BY_NAME = new HashMap<>();
  private static final Map<Class<?>, FactType> BY_RECORD = new HashMap<>();

  static {
    in(
        Topic.COMMUNITIES,
        CommunityRegistered.class,
        ApiKeyCreated.class,
        ApiKeyRevoked.class,
        SkillNamed.class,
        PolicyChanged.class,
        LedgerSealed.class,
        EarningRulesChanged.class);
    in(
        Topic.REQUESTS,
        RequestSubmitted.class,
        MinimumTierRaised.class,
        PriorityRaised.class,
        RequestUnderstood.class,
        MessageAdded.class,
        StaffWrote.class,
        RequestAnswered.class,
        RequestRated.class,
        RequestReopened.class,
        RequestResolved.class,
        RequestCancelled.class,
        RequestLinked.class,
        RequestSplit.class,
        RequestClosed.class,
        RouteQueued.class,
        NeedsChanged.class,
        OffersMade.class,
        OfferDeclined.class,
        OffersExpired.class,
        OffersWithdrawn.class,
        OfferAccepted.class,
        RouteClaimed.class,
        WorkStarted.class,
        MessageWritten.class,
        AssignmentWarned.class,
        AssignmentExtended.class,
        AssignmentCompleted.class,
        ThanksMarked.class,
        AssignmentReleased.class,
        AssignmentTimedOut.class,
        AssignmentCancelled.class,
        RouteExhausted.class,
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
        RequestErased.class,
        RouteCleared.class,
        QuestionCleared.class);
    in(
        Topic.MEMBERS,
        MemberRegistered.class,
        MemberUpdated.class,
        MemberSkillsChanged.class,
        MemberCameOnline.class,
        MemberWentOffline.class,
        RedemptionRequested.class,
        RedemptionReserved.class,
        RedemptionFulfilled.class,
        RedemptionRefunded.class,
        RankChanged.class);
  }

  private FactTypes() {}

  /**
   * One type.
   *
   * @param name on the wire
   * @param service that states it
   */
  public record FactType(String name, String service, Topic topic, Class<?> record) {}

  /** All of them, by topic, in the order of a request's life. */
  public static List<FactType> all() {
    return Collections.unmodifiableList(ALL);
  }

  /** The type of that name, or null: consumers ignore what they do not know. */
  public static @Nullable FactType named(String name) {
    return BY_NAME.get(name);
  }

  /** The type of a record; fails for a class that is no fact. */
  public static FactType of(Class<?> record) {
    FactType type = BY_RECORD.get(record);
    if (type == null) {
      throw new IllegalArgumentException(record + " is no fact; add it to FactTypes");
    }
    return type;
  }

  private static void in(Topic topic, Class<?>... records) {
    for (Class<?> record : records) {
      String service =
          record.getPackageName().substring(record.getPackageName().lastIndexOf('.') + 1);
      String noun = record.getSimpleName().replaceAll("(?<=[a-z])(?=[A-Z])", "-");
      FactType type =
          new FactType(
              "dev.crowdline." + service + "." + noun.toLowerCase(Locale.ROOT) + ".v1",
              service,
              topic,
              record);
      ALL.add(type);
      BY_NAME.put(type.name(), type);
      BY_RECORD.put(record, type);
    }
  }
}
