package dev.crowdline.routing.routes;

import dev.crowdline.contracts.Policy;
import dev.crowdline.contracts.Tier;
import dev.crowdline.contracts.routing.RouteClaimed;
import dev.crowdline.routing.assignments.domain.Assignment;
import dev.crowdline.routing.assignments.persistence.AssignmentTable;
import dev.crowdline.routing.matching.domain.MemberIndex;
import dev.crowdline.routing.members.domain.Member;
import dev.crowdline.routing.members.persistence.LoadTable;
import dev.crowdline.routing.offers.domain.Offer;
import dev.crowdline.routing.offers.domain.OfferState;
import dev.crowdline.routing.offers.persistence.OfferTable;
import dev.crowdline.routing.routes.domain.Route;
import dev.crowdline.routing.routes.domain.RouteState;
import dev.crowdline.routing.routes.persistence.RouteTable;
import dev.crowdline.routing.telling.TellingMembers;
import dev.crowdline.support.database.Database;
import dev.crowdline.support.database.Tx;
import dev.crowdline.support.idempotency.Idempotency;
import dev.crowdline.support.problems.Problem;
import dev.crowdline.support.problems.ProblemType;
import dev.crowdline.support.running.Ids;
import dev.crowdline.support.security.Caller;
import dev.crowdline.support.tenancy.Communities;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.UUID;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * A specialist or contractor takes a route from the overdue list. It counts as an offer accepted at
 * once: same lock, same guard of the capacity, same minimum tier, and live offers end with it.
 */
@ApplicationScoped
public class ClaimingRoutes {
  private final Database database;
  private final RouteTable routes;
  private final OfferTable offers;
  private final AssignmentTable assignments;
  private final LoadTable loads;
  private final RouteWork work;
  private final Communities communities;
  private final Idempotency idempotency;
  private final MemberIndex index;
  private final TellingMembers telling;
  private final InstantSource clock;

  ClaimingRoutes(
      Database database,
      RouteTable routes,
      OfferTable offers,
      AssignmentTable assignments,
      LoadTable loads,
      RouteWork work,
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

  /** Claims a route; returns the id of the assignment. */
  public UUID claim(Caller caller, Member member, UUID routeId, @Nullable String key) {
    if (member.tier() == Tier.COMMUNITY) {
      throw Problem.of(
          ProblemType.FORBIDDEN, "only specialists and contractors claim; your tier is COMMUNITY");
    }
    if (member.termsVersion() == null) {
      throw Problem.of(
          ProblemType.TERMS_NOT_ACCEPTED, "accept them with POST /v1/members/me/terms");
    }
    return database.transact(tx ->
        UUID.fromString(
            idempotency
                .run(
                    tx,
                    caller,
                    "claim-route/" + routeId,
                    key,
                    null,
                    201,
                    () -> claim(tx, member, routeId).toString())
                .resourceId()));
  }

  private UUID claim(Tx tx, Member member, UUID routeId) {
    Route route = routes.lock(tx, member.community(), routeId);
    if (route == null || !member.tier().reaches(route.demand().minimumTier())) {
      throw Problem.notFound("route", routeId);
    }
    Assignment active = assignments.active(tx, List.of(routeId)).stream().findFirst().orElse(null);
    if (active != null && active.memberId().equals(member.id())) {
      // Whoever heard no answer, because something died, asks again: it is the same work.
      return active.id();
    }
    if (!(route.state() instanceof RouteState.Open open)) {
      throw route.isClosed()
          ? Problem.state("the route", route.state().name(), "there is nothing to do on it")
          : Problem.of(ProblemType.ALREADY_TAKEN, "somebody is working on this request already");
    }
    Instant now = clock.instant();
    List<Offer> live = offers.live(tx, List.of(routeId));
    List<Offer> mine = live.stream().filter(o -> o.memberId().equals(member.id())).toList();
    // All members of this claim at once, in id order: the claimant, and whose offers end.
    loads.lock(
        tx, Stream.concat(Stream.of(member.id()), live.stream().map(Offer::memberId)).toList());
    // The claimant's own live offer already holds a slot, which the claim takes over.
    if (mine.isEmpty()) {
      reserve(tx, member, route);
    }
    Policy policy = communities.policyOf(route.community());
    Assignment assignment =
        Assignment.taken(
            Ids.next(),
            route.community(),
            routeId,
            member.id(),
            mine.isEmpty() ? null : mine.getFirst().id(),
            member.tier(),
            route.round(),
            route.demand().reward(),
            now,
            Duration.ofSeconds(policy.firstActionSeconds()),
            Duration.ofSeconds(policy.completionSeconds()));
    List<Offer> others = live.stream().filter(o -> !o.memberId().equals(member.id())).toList();
    RouteWork.Changes changes = work.begin(tx, now);
    changes.save(
        route.assigned(open, assignment.id(), assignment.nextLook(policy.warningPercent())));
    changes.took(member.id());
    changes.withdraw(others, RouteWork.TAKEN);
    offers.end(tx, mine.stream().map(Offer::id).toList(), OfferState.ACCEPTED, now);
    assignments.add(tx, assignment);
    changes.state(
        route,
        null,
        new RouteClaimed(
            assignment.id(),
            member.id(),
            member.alias(),
            member.tier(),
            route.round(),
            assignment.reward(),
            RouteWork.withdrawn(others)));
    changes.flush();
    tx.afterCommit(() -> mine.forEach(offer -> telling.offerEnded(offer, OfferState.ACCEPTED)));
    return assignment.id();
  }

  private void reserve(Tx tx, Member member, Route route) {
    List<LoadTable.Granted> granted =
        loads.reserve(
            tx,
            List.of(
                new LoadTable.Wanted(
                    route.id(), route.community(), member.id(), route.demand().minimumTier())));
    if (granted.isEmpty()) {
      throw Problem.of(
          ProblemType.NO_CAPACITY,
          member.paused()
              ? "you have paused; go on in your profile first"
              : "you hold as much work as you may; complete or release something first");
    }
    LoadTable.Load load = granted.getFirst().load();
    tx.afterCommit(
        () -> index.setLoad(load.memberId(), load.load(), load.capacity(), load.idleSince()));
  }
}
