package dev.crowdline.routing.routes;

import dev.crowdline.contracts.routing.OffersMade;
import dev.crowdline.contracts.routing.OffersWithdrawn;
import dev.crowdline.routing.matching.domain.MemberIndex;
import dev.crowdline.routing.members.domain.Member;
import dev.crowdline.routing.members.persistence.LoadTable;
import dev.crowdline.routing.members.persistence.MemberTable;
import dev.crowdline.routing.offers.domain.Offer;
import dev.crowdline.routing.offers.domain.OfferState;
import dev.crowdline.routing.offers.domain.Score;
import dev.crowdline.routing.offers.persistence.OfferTable;
import dev.crowdline.routing.presence.Presence;
import dev.crowdline.routing.routes.domain.Route;
import dev.crowdline.routing.routes.domain.RouteState;
import dev.crowdline.routing.routes.persistence.RouteTable;
import dev.crowdline.routing.telling.TellingMembers;
import dev.crowdline.support.acts.Acts;
import dev.crowdline.support.database.Database;
import dev.crowdline.support.database.Tx;
import dev.crowdline.support.idempotency.Idempotency;
import dev.crowdline.support.problems.Problem;
import dev.crowdline.support.problems.ProblemType;
import dev.crowdline.support.running.Ids;
import dev.crowdline.support.security.Caller;
import dev.crowdline.support.tenancy.Communities;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * An operator gives a route to a named member. A volunteer must agree, so it is an offer to that
 * member alone, like that of a reopened request: the live offers of others end with it, and when it
 * is declined or expires everybody may be asked again. Skills and language are what matching goes
 * by, and a name overrules them; tier, capacity and the member's own no are not overruled.
 */
@ApplicationScoped
public class AssigningRoutes {
  private static final Score NAMED =
      Score.of(List.of(new Score.Part("named", 1, 1, "was named by an operator")));

  private final Database database;
  private final RouteTable routes;
  private final OfferTable offers;
  private final MemberTable members;
  private final LoadTable loads;
  private final Presence presence;
  private final ChangingRoutes work;
  private final Acts acts;
  private final Communities communities;
  private final Idempotency idempotency;
  private final MemberIndex index;
  private final TellingMembers telling;
  private final InstantSource clock;

  AssigningRoutes(
      Database database,
      RouteTable routes,
      OfferTable offers,
      MemberTable members,
      LoadTable loads,
      Presence presence,
      ChangingRoutes work,
      Acts acts,
      Communities communities,
      Idempotency idempotency,
      MemberIndex index,
      TellingMembers telling,
      InstantSource clock) {
    this.database = database;
    this.routes = routes;
    this.offers = offers;
    this.members = members;
    this.loads = loads;
    this.presence = presence;
    this.work = work;
    this.acts = acts;
    this.communities = communities;
    this.idempotency = idempotency;
    this.index = index;
    this.telling = telling;
    this.clock = clock;
  }

  /** What is done, as it is written down. */
  public enum Kind {
    ASSIGNED
  }

  /** Offers a route to that member alone. */
  public void assign(Caller caller, UUID routeId, UUID memberId, @Nullable String key) {
    database.transact(tx ->
        idempotency.runFor(
            tx,
            caller,
            "assign-route/" + routeId,
            key,
            memberId,
            200,
            routeId.toString(),
            () -> assign(tx, caller, routeId, memberId)));
  }

  private void assign(Tx tx, Caller caller, UUID routeId, UUID memberId) {
    Route route = routes.lock(tx, caller.community(), routeId);
    if (route == null || !route.origin().known()) {
      throw Problem.notFound("route", routeId);
    }
    if (!(route.state() instanceof RouteState.Open open)) {
      throw route.isClosed()
          ? Problem.state("the route", route.state().name(), "there is nothing to do on it")
          : Problem.of(ProblemType.ALREADY_TAKEN, "somebody is working on this request already");
    }
    Member member = members.find(tx, route.community(), memberId);
    if (member == null) {
      throw Problem.field(
          ProblemType.NOT_ALLOWED_HERE, "memberId", "is no member of this community");
    }
    List<Offer> live = offers.live(tx, List.of(routeId));
    mayBeAsked(tx, route, member, live);
    // All members of this at once, in id order: who is named, and whose offers end.
    loads.lock(tx, Stream.concat(Stream.of(memberId), live.stream().map(Offer::memberId)).toList());
    LoadTable.Load load = reserve(tx, route, member);
    offer(tx, route, open, member, live, load);
    acts.add(
        tx,
        caller,
        routeId,
        clock.instant(),
        Kind.ASSIGNED,
        Map.of("memberId", memberId.toString(), "alias", member.alias()));
  }

  private void mayBeAsked(Tx tx, Route route, Member member, List<Offer> live) {
    if (!member.tier().reaches(route.demand().minimumTier())) {
      throw Problem.field(
          ProblemType.NOT_ALLOWED_HERE,
          "memberId",
          member.alias()
              + " is "
              + member.tier()
              + ", and this request needs at least "
              + route.demand().minimumTier());
    }
    if (member.termsVersion() == null) {
      throw no(member, "has not accepted the community's terms");
    }
    if (!member.online() && !presence.isOnline(member.id())) {
      throw no(member, "is offline");
    }
    if (member.paused()) {
      throw no(member, "is on a pause");
    }
    if (live.stream().anyMatch(o -> o.memberId().equals(member.id()))) {
      throw no(member, "is being asked for it at this moment");
    }
    if (offers.refused(tx, route.community(), route.id(), member.id(), route.round())) {
      throw no(member, "declined it or dropped the work in this round");
    }
  }

  private static Problem no(Member member, String why) {
    return Problem.of(
        ProblemType.ILLEGAL_STATE, member.alias() + " " + why + "; choose somebody else");
  }

  private LoadTable.Load reserve(Tx tx, Route route, Member member) {
    List<LoadTable.Granted> granted =
        loads.reserve(
            tx,
            List.of(
                new LoadTable.Wanted(
                    route.id(), route.community(), member.id(), route.demand().minimumTier())));
    if (granted.isEmpty()) {
      throw Problem.of(
          ProblemType.NO_CAPACITY,
          member.alias() + " holds as much work as they may; choose somebody else");
    }
    return granted.getFirst().load();
  }

  private void offer(
      Tx tx,
      Route before,
      RouteState.Open open,
      Member member,
      List<Offer> others,
      LoadTable.Load load) {
    Instant now = clock.instant();
    Instant deadline = now.plusSeconds(communities.policyOf(before.community()).offerSeconds());
    ChangingRoutes.Changes changes = work.begin(tx, now);
    Route route = before;
    RouteState.Open from = open;
    if (!others.isEmpty()) {
      changes.withdraw(others, "an operator asks somebody by name");
      changes.state(route, null, new OffersWithdrawn(StatingRoutes.withdrawn(others)));
      route = route.offersEnded(others.size(), now);
      from = RouteState.waiting(route.demand().lastStep());
    }
    Route offered = route.preferring(member.id()).offered(from, 1, deadline);
    Offer offer =
        new Offer(
            Ids.next(),
            offered.community(),
            offered.id(),
            member.id(),
            offered.round(),
            offered.wave(),
            OfferState.OFFERED,
            1,
            offered.demand().reward(),
            now,
            deadline,
            null,
            null);
    changes.save(offered);
    changes.state(
        offered,
        null,
        new OffersMade(
            offered.wave(),
            offered.round(),
            offer.reward(),
            deadline,
            List.of(new OffersMade.Made(offer.id(), member.id()))));
    changes.flush();
    offers.add(tx, List.of(new OfferTable.Ranked(offer, NAMED, 1)));
    tx.afterCommit(() -> {
      index.setLoad(load.memberId(), load.load(), load.capacity(), load.idleSince());
      telling.offer(offer, offered);
    });
  }
}
