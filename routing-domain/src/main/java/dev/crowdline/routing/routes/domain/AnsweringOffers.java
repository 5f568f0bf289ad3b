package dev.crowdline.routing.routes.domain;

import dev.crowdline.contracts.Policy;
import dev.crowdline.contracts.Price;
import dev.crowdline.contracts.Tier;
import dev.crowdline.routing.assignments.domain.Assignment;
import dev.crowdline.routing.members.domain.Member;
import dev.crowdline.routing.offers.domain.Offer;
import dev.crowdline.routing.offers.domain.OfferState;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** What comes of a member's yes or no to an offer, in every state of both. */
public final class AnsweringOffers {
  /** The share of the reward that is offered to who is not slowed down, in percent. */
  private static final int ALL = 100;

  private AnsweringOffers() {}

  /**
   * A yes. Whoever heard no answer, because something died, asks again: it is the same work.
   *
   * @param assignmentId of the work, if it comes to it
   */
  public static Outcome accept(
      OfferStanding standing, Member member, UUID assignmentId, Instant now) {
    Offer offer = standing.offer();
    if (!offer.memberId().equals(member.id())) {
      return unknown(offer);
    }
    boolean reaches = member.tier().reaches(standing.route().demand().minimumTier());
    return switch (offer.accept(now)) {
      case ACCEPTABLE -> reaches ? take(standing, member, assignmentId, now) : unknown(offer);
      case ACCEPTED_BEFORE ->
          reaches ? Decision.done(workOf(offer, standing.work())) : unknown(offer);
      case OVER ->
          new Refusal.Over(
              "the offer stood until "
                  + offer.deadline()
                  + "; nothing is lost, the next one comes");
      case NO_LONGER_OFFERED ->
          isTaken(offer, standing.work())
              ? new Refusal.AlreadyTaken("somebody else was faster; the offer is WITHDRAWN")
              : state(offer, "it was cancelled, or needs a higher tier now");
      case DECLINED_BEFORE -> state(offer, "it was declined before");
    };
  }

  private static Outcome take(
      OfferStanding standing, Member member, UUID assignmentId, Instant now) {
    Route route = standing.route();
    if (!(route.state() instanceof RouteState.Open open)) {
      return new Refusal.AlreadyTaken("somebody else has this request already");
    }
    return taken(
        Change.Taken.By.ACCEPT,
        route,
        open,
        member,
        assignmentId,
        List.of(standing.offer()),
        standing.others(),
        standing.policy(),
        now);
  }

  private static UUID workOf(Offer offer, List<Assignment> work) {
    return work.stream()
        .filter(a -> offer.id().equals(a.offerId()))
        .map(Assignment::id)
        .findFirst()
        .orElseThrow(
            () -> new IllegalStateException("offer " + offer.id() + " was accepted without work"));
  }

  private static boolean isTaken(Offer offer, List<Assignment> work) {
    return work.stream().anyMatch(a -> !a.acceptedAt().isBefore(offer.offeredAt()));
  }

  /** Offers to a member who may not take them any more are taken away; others may be asked. */
  public static List<Change> withdrawn(Route route, List<Offer> offers, String why, Instant now) {
    Route after = route.offersEnded(offers.size(), now);
    List<Change> changes = new ArrayList<>();
    changes.add(new Change.Withdrawn(offers, why));
    changes.add(new Change.Moved(after));
    Change.exhausted(after).ifPresent(changes::add);
    return changes;
  }

  /**
   * A no; the route goes on to somebody else at once.
   *
   * @param why if the member cares to say
   */
  public static Outcome decline(
      OfferStanding standing, Member member, @Nullable String why, Instant now) {
    Offer offer = standing.offer();
    if (!offer.memberId().equals(member.id())) {
      return unknown(offer);
    }
    if (!offer.isLive()) {
      return offer.state() == OfferState.EXPIRED
          ? new Refusal.Over("the offer stood until " + offer.deadline())
          : state(offer, "only a live offer can be declined");
    }
    Route after = standing.route().offersEnded(1, now);
    List<Change> changes = new ArrayList<>();
    changes.add(new Change.Declined(offer, why));
    changes.add(new Change.Moved(after));
    Change.exhausted(after).ifPresent(changes::add);
    return new Decision(offer.id(), changes);
  }

  /**
   * A member has the route.
   *
   * @param own the member's live offers, of which the work keeps the slot
   * @param others live offers, which end with it
   */
  public static Decision taken(
      Change.Taken.By by,
      Route route,
      RouteState.Open open,
      Member member,
      UUID assignmentId,
      List<Offer> own,
      List<Offer> others,
      Policy policy,
      Instant now) {
    int routeReward = route.demand().reward();
    int reward = own.stream().mapToInt(o -> o.pays(routeReward)).max().orElse(routeReward);
    int share = own.stream().mapToInt(Offer::share).max().orElse(ALL);
    Assignment work =
        Assignment.taken(
            assignmentId,
            route.community(),
            route.id(),
            member.id(),
            own.isEmpty() ? null : own.getFirst().id(),
            member.tier(),
            route.round(),
            reward,
            share,
            now,
            Duration.ofSeconds(policy.firstActionSeconds()),
            Duration.ofSeconds(policy.completionSeconds()),
            member.tier() == Tier.CONTRACTOR ? Price.of(policy) : null);
    Route after = route.assigned(open, assignmentId, work.nextLook(policy.warningPercent()));
    return new Decision(
        assignmentId,
        List.of(new Change.Moved(after), new Change.Taken(by, work, member.alias(), own, others)));
  }

  private static Refusal unknown(Offer offer) {
    return new Refusal.Unknown("offer", offer.id());
  }

  private static Refusal state(Offer offer, String wanted) {
    return new Refusal.NotInThisState("the offer", offer.state().name(), wanted);
  }
}
