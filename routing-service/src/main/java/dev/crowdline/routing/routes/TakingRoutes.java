package dev.crowdline.routing.routes;

import dev.crowdline.contracts.Tier;
import dev.crowdline.routing.assignments.domain.Assignment;
import dev.crowdline.routing.assignments.persistence.AssignmentTable;
import dev.crowdline.routing.members.domain.Member;
import dev.crowdline.routing.members.persistence.MemberTable;
import dev.crowdline.routing.offers.domain.Offer;
import dev.crowdline.routing.offers.persistence.OfferTable;
import dev.crowdline.routing.routes.CommandingRoutes.Order;
import dev.crowdline.routing.routes.domain.AnsweringOffers;
import dev.crowdline.routing.routes.domain.Change;
import dev.crowdline.routing.routes.domain.Decision;
import dev.crowdline.routing.routes.domain.Outcome;
import dev.crowdline.routing.routes.domain.Refusal;
import dev.crowdline.routing.routes.domain.Route;
import dev.crowdline.routing.routes.domain.RouteState;
import dev.crowdline.routing.routes.persistence.RouteTable;
import dev.crowdline.support.database.Tx;
import dev.crowdline.support.running.Ids;
import dev.crowdline.support.security.Caller;
import dev.crowdline.support.tenancy.Communities;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * A member takes a route, by accepting an offer or by claiming it from the overdue list. The first
 * one wins (P2): judged under the route's lock, the route has no active assignment, which a unique
 * index guards as well. The slot that an offer held becomes the assignment's, and a claim without
 * one reserves its own, so neither exceeds a capacity (P3).
 */
@ApplicationScoped
public class TakingRoutes {
  private final CommandingRoutes commanding;
  private final RouteTable routes;
  private final OfferTable offers;
  private final AssignmentTable assignments;
  private final MemberTable members;
  private final ChangingRoutes work;
  private final Communities communities;
  private final InstantSource clock;

  TakingRoutes(
      CommandingRoutes commanding,
      RouteTable routes,
      OfferTable offers,
      AssignmentTable assignments,
      MemberTable members,
      ChangingRoutes work,
      Communities communities,
      InstantSource clock) {
    this.commanding = commanding;
    this.routes = routes;
    this.offers = offers;
    this.assignments = assignments;
    this.members = members;
    this.work = work;
    this.communities = communities;
    this.clock = clock;
  }

  /** Accepts an offer; it comes to the same assignment however often. */
  public Outcome accept(Caller caller, Member member, UUID offerId, @Nullable String key) {
    UUID assignmentId = Ids.next();
    return commanding.runOnOffer(
        new Order(caller, "accept-offer/" + offerId, key, null, 200),
        CommandingRoutes.onOffer(
            member.community(),
            offerId,
            (standing, now) -> AnsweringOffers.accept(standing, member, assignmentId, now)));
  }

  /**
   * Claims a route, as a specialist or contractor. It counts as an offer accepted at once: same
   * lock, same guard of the capacity, same minimum tier, and live offers end with it.
   */
  public Outcome claim(Caller caller, Member member, UUID routeId, @Nullable String key) {
    if (member.tier() == Tier.COMMUNITY) {
      return new Refusal.NotOfThisTier(
          "only specialists and contractors claim; your tier is COMMUNITY");
    }
    if (member.termsVersion() == null) {
      return new Refusal.TermsNotAccepted();
    }
    return commanding.run(
        new Order(caller, "claim-route/" + routeId, key, null, 201),
        tx -> claim(tx, member, routeId));
  }

  /** Alone, not in a list: whether there is room is known only once the slot is reserved. */
  private Outcome claim(Tx tx, Member member, UUID routeId) {
    Route route = routes.lock(tx, member.community(), routeId);
    if (route == null || !member.tier().reaches(route.demand().minimumTier())) {
      return new Refusal.Unknown("route", routeId);
    }
    Assignment active = assignments.active(tx, List.of(routeId)).stream().findFirst().orElse(null);
    if (active != null && active.memberId().equals(member.id())) {
      // Whoever heard no answer, because something died, asks again: it is the same work.
      return Decision.done(active.id());
    }
    if (!(route.state() instanceof RouteState.Open open)) {
      return active == null ? Refusal.notOpen(route) : new Refusal.AlreadyTaken(who(tx, active));
    }
    Instant now = clock.instant();
    List<Offer> live = offers.live(tx, List.of(routeId));
    List<Offer> mine = live.stream().filter(o -> o.memberId().equals(member.id())).toList();
    List<Offer> others = live.stream().filter(o -> !o.memberId().equals(member.id())).toList();
    ChangingRoutes.Changes changes = work.begin(tx, now);
    changes.lock(member.id(), live);
    // The claimant's own live offer already holds a slot, which the claim takes over.
    if (mine.isEmpty() && !changes.reserve(route, member.id())) {
      return new Refusal.NoRoom(
          member.pause() != null
              ? "an operator has paused you: " + member.pause().reason()
              : member.paused()
                  ? "you have paused; go on in your profile first"
                  : "you hold as much work as you may; complete or release something first");
    }
    Decision taken =
        AnsweringOffers.taken(
            Change.Taken.By.CLAIM,
            route,
            open,
            member,
            Ids.next(),
            mine,
            others,
            communities.policyOf(route.community()),
            now);
    for (Change.Taken each : Change.taken(taken.changes())) {
      Optional<Refusal> unpaid = changes.promise(each);
      if (unpaid.isPresent()) {
        return unpaid.get();
      }
    }
    changes.carryOut(route, null, taken.changes());
    changes.flush();
    return taken;
  }

  /** Who was faster, by the name that the overdue list shows. */
  private String who(Tx tx, Assignment active) {
    Member other = members.find(tx, active.community(), active.memberId());
    return "%s (%s) has it since %s"
        .formatted(other == null ? "somebody" : other.alias(), active.tier(), active.acceptedAt());
  }
}
