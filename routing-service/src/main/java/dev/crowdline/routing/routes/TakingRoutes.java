package dev.crowdline.routing.routes;

import dev.crowdline.contracts.Policy;
import dev.crowdline.contracts.Tier;
import dev.crowdline.contracts.routing.OfferAccepted;
import dev.crowdline.contracts.routing.RouteClaimed;
import dev.crowdline.routing.assignments.domain.Assignment;
import dev.crowdline.routing.assignments.persistence.AssignmentTable;
import dev.crowdline.routing.matching.domain.MemberIndex;
import dev.crowdline.routing.members.domain.Member;
import dev.crowdline.routing.members.persistence.LoadTable;
import dev.crowdline.routing.offers.domain.Offer;
import dev.crowdline.routing.offers.domain.OfferState;
import dev.crowdline.routing.offers.persistence.OfferTable;
import dev.crowdline.routing.routes.domain.Refusal;
import dev.crowdline.routing.routes.domain.Route;
import dev.crowdline.routing.routes.domain.RouteState;
import dev.crowdline.routing.routes.domain.Taking;
import dev.crowdline.routing.routes.persistence.RouteTable;
import dev.crowdline.routing.telling.TellingMembers;
import dev.crowdline.support.database.Database;
import dev.crowdline.support.database.Tx;
import dev.crowdline.support.idempotency.Idempotency;
import dev.crowdline.support.running.Ids;
import dev.crowdline.support.security.Caller;
import dev.crowdline.support.tenancy.Communities;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Function;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * A member takes a route, by accepting an offer or by claiming it from the overdue list. The first
 * one wins (P2): judged under the route's lock, the route has no active assignment, which a unique
 * index guards as well. The slot that an offer held becomes the assignment's, and a claim without
 * one reserves its own, so neither exceeds a capacity (P3).
 */
@ApplicationScoped
public class TakingRoutes {
  private final Database database;
  private final RouteTable routes;
  private final OfferTable offers;
  private final AssignmentTable assignments;
  private final LoadTable loads;
  private final ChangingRoutes work;
  private final Communities communities;
  private final Idempotency idempotency;
  private final MemberIndex index;
  private final TellingMembers telling;
  private final InstantSource clock;

  TakingRoutes(
      Database database,
      RouteTable routes,
      OfferTable offers,
      AssignmentTable assignments,
      LoadTable loads,
      ChangingRoutes work,
      Communities communities,
      Idempotency idempotency,
      MemberIndex index,
      TellingMembers telling,
      InstantSource clock) {
    this.database = database;
    this.routes = routes;
    this.offers = offers;
    this.assignments = assignments;
    this.loads = loads;
    this.work = work;
    this.communities = communities;
    this.idempotency = idempotency;
    this.index = index;
    this.telling = telling;
    this.clock = clock;
  }

  /** Accepts an offer; it comes to the same assignment however often. */
  public Taking accept(Caller caller, Member member, UUID offerId, @Nullable String key) {
    return take(caller, "accept-offer/" + offerId, key, 200, tx -> accept(tx, member, offerId));
  }

  /**
   * Claims a route, as a specialist or contractor. It counts as an offer accepted at once: same
   * lock, same guard of the capacity, same minimum tier, and live offers end with it.
   */
  public Taking claim(Caller caller, Member member, UUID routeId, @Nullable String key) {
    if (member.tier() == Tier.COMMUNITY) {
      return new Refusal.NotOfThisTier(
          "only specialists and contractors claim; your tier is COMMUNITY");
    }
    if (member.termsVersion() == null) {
      return new Refusal.TermsNotAccepted();
    }
    return take(caller, "claim-route/" + routeId, key, 201, tx -> claim(tx, member, routeId));
  }

  private Taking take(
      Caller caller,
      String operation,
      @Nullable String key,
      int status,
      Function<Tx, UUID> command) {
    try {
      return database.transact(tx -> {
        Idempotency.Outcome outcome =
            idempotency.run(
                tx, caller, operation, key, null, status, () -> command.apply(tx).toString());
        return new Taking.Taken(UUID.fromString(outcome.resourceId()));
      });
    } catch (Refused refused) {
      return refused.refusal();
    }
  }

  private UUID accept(Tx tx, Member member, UUID offerId) {
    Refusal.Unknown unknown = new Refusal.Unknown("offer", offerId);
    Route route = routes.lockOfOffer(tx, member.community(), offerId);
    if (route == null) {
      throw new Refused(unknown);
    }
    List<Offer> all = offers.withLiveOnes(tx, route.community(), route.id(), offerId);
    Offer offer =
        all.stream()
            .filter(o -> o.id().equals(offerId) && o.memberId().equals(member.id()))
            .findFirst()
            .orElseThrow(() -> new Refused(unknown));
    Instant now = clock.instant();
    refusal(tx, offer, route, member, now)
        .ifPresent(refusal -> {
          throw new Refused(refusal);
        });
    if (offer.state() == OfferState.ACCEPTED) {
      // Whoever heard no answer, because something died, asks again: it is the same work.
      return assignments.ofOffer(tx, route.community(), route.id(), offerId);
    }
    if (!(route.state() instanceof RouteState.Open open)) {
      throw new Refused(new Refusal.AlreadyTaken("somebody else has this request already"));
    }
    int reward = Math.max(offer.reward(), route.demand().reward());
    List<Offer> losers = all.stream().filter(o -> o.isLive() && !o.id().equals(offerId)).toList();
    return assign(
        tx,
        route,
        open,
        member,
        new Ending(List.of(offer), losers),
        reward,
        now,
        id ->
            new OfferAccepted(
                offerId,
                id,
                member.id(),
                member.alias(),
                member.tier(),
                route.round(),
                reward,
                ChangingRoutes.withdrawn(losers)));
  }

  private Optional<Refusal> refusal(Tx tx, Offer offer, Route route, Member member, Instant now) {
    return switch (offer.accept(now)) {
      case ACCEPTABLE, ACCEPTED_BEFORE ->
          member.tier().reaches(route.demand().minimumTier())
              ? Optional.empty()
              : Optional.of(new Refusal.Unknown("offer", offer.id()));
      case OVER ->
          Optional.of(
              new Refusal.Over(
                  "the offer stood until "
                      + offer.deadline()
                      + "; nothing is lost, the next one comes"));
      case NO_LONGER_OFFERED ->
          Optional.of(
              isTaken(tx, offer, route)
                  ? new Refusal.AlreadyTaken("somebody else was faster; the offer is WITHDRAWN")
                  : state(offer, "it was cancelled, or needs a higher tier now"));
      case DECLINED_BEFORE -> Optional.of(state(offer, "it was declined before"));
    };
  }

  private static Refusal state(Offer offer, String wanted) {
    return new Refusal.NotInThisState("the offer", offer.state().name(), wanted);
  }

  private boolean isTaken(Tx tx, Offer offer, Route route) {
    return assignments.ofRoute(tx, route.community(), route.id()).stream()
        .anyMatch(a -> a.round() == offer.round() && !a.acceptedAt().isBefore(offer.offeredAt()));
  }

  private UUID claim(Tx tx, Member member, UUID routeId) {
    Route route = routes.lock(tx, member.community(), routeId);
    if (route == null || !member.tier().reaches(route.demand().minimumTier())) {
      throw new Refused(new Refusal.Unknown("route", routeId));
    }
    Assignment active = assignments.active(tx, List.of(routeId)).stream().findFirst().orElse(null);
    if (active != null && active.memberId().equals(member.id())) {
      // Whoever heard no answer, because something died, asks again: it is the same work.
      return active.id();
    }
    if (!(route.state() instanceof RouteState.Open open)) {
      throw new Refused(
          route.isClosed()
              ? new Refusal.NotInThisState(
                  "the route", route.state().name(), "there is nothing to do on it")
              : new Refusal.AlreadyTaken("somebody is working on this request already"));
    }
    Instant now = clock.instant();
    List<Offer> live = offers.live(tx, List.of(routeId));
    List<Offer> mine = live.stream().filter(o -> o.memberId().equals(member.id())).toList();
    List<Offer> others = live.stream().filter(o -> !o.memberId().equals(member.id())).toList();
    // All members of this claim at once, in id order: the claimant, and whose offers end.
    loads.lock(
        tx, Stream.concat(Stream.of(member.id()), live.stream().map(Offer::memberId)).toList());
    // The claimant's own live offer already holds a slot, which the claim takes over.
    if (mine.isEmpty()) {
      reserve(tx, member, route);
    }
    int reward = route.demand().reward();
    return assign(
        tx,
        route,
        open,
        member,
        new Ending(mine, others),
        reward,
        now,
        id ->
            new RouteClaimed(
                id,
                member.id(),
                member.alias(),
                member.tier(),
                route.round(),
                reward,
                ChangingRoutes.withdrawn(others)));
  }

  private void reserve(Tx tx, Member member, Route route) {
    List<LoadTable.Granted> granted =
        loads.reserve(
            tx,
            List.of(
                new LoadTable.Wanted(
                    route.id(), route.community(), member.id(), route.demand().minimumTier())));
    if (granted.isEmpty()) {
      throw new Refused(
          new Refusal.NoRoom(
              member.paused()
                  ? "you have paused; go on in your profile first"
                  : "you hold as much work as you may; complete or release something first"));
    }
    LoadTable.Load load = granted.getFirst().load();
    tx.afterCommit(
        () -> index.setLoad(load.memberId(), load.load(), load.capacity(), load.idleSince()));
  }

  /** The live offers that end: the member's own becomes the work, those of others are withdrawn. */
  private record Ending(List<Offer> own, List<Offer> others) {}

  private UUID assign(
      Tx tx,
      Route route,
      RouteState.Open open,
      Member member,
      Ending ending,
      int reward,
      Instant now,
      Function<UUID, Object> fact) {
    Policy policy = communities.policyOf(route.community());
    List<UUID> accepted = ending.own().stream().map(Offer::id).toList();
    Assignment assignment =
        Assignment.taken(
            Ids.next(),
            route.community(),
            route.id(),
            member.id(),
            accepted.isEmpty() ? null : accepted.getFirst(),
            member.tier(),
            route.round(),
            reward,
            now,
            Duration.ofSeconds(policy.firstActionSeconds()),
            Duration.ofSeconds(policy.completionSeconds()));
    ChangingRoutes.Changes changes = work.begin(tx, now);
    changes.save(
        route.assigned(open, assignment.id(), assignment.nextLook(policy.warningPercent())));
    changes.took(member.id());
    changes.withdraw(ending.others(), ChangingRoutes.TAKEN);
    offers.end(tx, accepted, OfferState.ACCEPTED, now);
    assignments.add(tx, assignment);
    changes.state(route, null, fact.apply(assignment.id()));
    changes.flush();
    tx.afterCommit(
        () -> ending.own().forEach(offer -> telling.offerEnded(offer, OfferState.ACCEPTED)));
    return assignment.id();
  }
}
