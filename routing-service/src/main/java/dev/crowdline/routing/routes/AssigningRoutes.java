package dev.crowdline.routing.routes;

import dev.crowdline.contracts.Tier;
import dev.crowdline.routing.contractors.PromisingPay;
import dev.crowdline.routing.members.domain.Member;
import dev.crowdline.routing.members.persistence.MemberTable;
import dev.crowdline.routing.offers.domain.Offer;
import dev.crowdline.routing.offers.domain.OfferState;
import dev.crowdline.routing.offers.domain.Score;
import dev.crowdline.routing.offers.persistence.OfferTable;
import dev.crowdline.routing.presence.Presence;
import dev.crowdline.routing.routes.CommandingRoutes.Order;
import dev.crowdline.routing.routes.domain.Change;
import dev.crowdline.routing.routes.domain.Decision;
import dev.crowdline.routing.routes.domain.Outcome;
import dev.crowdline.routing.routes.domain.Refusal;
import dev.crowdline.routing.routes.domain.Route;
import dev.crowdline.routing.routes.domain.RouteState;
import dev.crowdline.routing.routes.persistence.RouteTable;
import dev.crowdline.support.acts.Acts;
import dev.crowdline.support.database.Tx;
import dev.crowdline.support.running.Ids;
import dev.crowdline.support.security.Caller;
import dev.crowdline.support.tenancy.Communities;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * An operator gives a route to a named member. A volunteer must agree, so it is an offer to that
 * member alone, like that of a reopened request: the live offers of others end with it, and when it
 * is declined or expires everybody may be asked again. Skills and language are what matching goes
 * by, and a name overrules them; tier, capacity and the member's own no are not overruled.
 */
@ApplicationScoped
public class AssigningRoutes {
  /** Whoever is asked by name is offered all, however much it was today. */
  private static final int ALL = 100;

  private static final Score NAMED =
      Score.of(List.of(new Score.Part("named", 1, 1, "was named by an operator")));

  private final CommandingRoutes commanding;
  private final RouteTable routes;
  private final OfferTable offers;
  private final MemberTable members;
  private final Presence presence;
  private final PromisingPay promising;
  private final ChangingRoutes work;
  private final Acts acts;
  private final Communities communities;
  private final InstantSource clock;

  AssigningRoutes(
      CommandingRoutes commanding,
      RouteTable routes,
      OfferTable offers,
      MemberTable members,
      Presence presence,
      PromisingPay promising,
      ChangingRoutes work,
      Acts acts,
      Communities communities,
      InstantSource clock) {
    this.commanding = commanding;
    this.routes = routes;
    this.offers = offers;
    this.members = members;
    this.presence = presence;
    this.promising = promising;
    this.work = work;
    this.acts = acts;
    this.communities = communities;
    this.clock = clock;
  }

  /** What is done, as it is written down. */
  public enum Kind {
    ASSIGNED
  }

  /** Offers a route to that member alone. */
  public Outcome assign(Caller caller, UUID routeId, UUID memberId, @Nullable String key) {
    return commanding.run(
        new Order(caller, "assign-route/" + routeId, key, memberId, 200),
        tx -> assign(tx, caller, routeId, memberId));
  }

  private Outcome assign(Tx tx, Caller caller, UUID routeId, UUID memberId) {
    Route route = routes.lock(tx, caller.community(), routeId);
    if (route == null || !route.origin().known()) {
      return new Refusal.Unknown("route", routeId);
    }
    if (!(route.state() instanceof RouteState.Open open)) {
      return Refusal.notOpen(route);
    }
    Member member = members.find(tx, route.community(), memberId);
    if (member == null) {
      return new Refusal.NotThisMember("is no member of this community");
    }
    List<Offer> live = offers.live(tx, List.of(routeId));
    Optional<Refusal> refusal = refusal(tx, route, member, live);
    if (refusal.isPresent()) {
      return refusal.get();
    }
    Instant now = clock.instant();
    ChangingRoutes.Changes changes = work.begin(tx, now);
    changes.lock(memberId, live);
    if (!changes.reserve(route, memberId)) {
      return new Refusal.NoRoom(
          member.alias() + " holds as much work as they may; choose somebody else");
    }
    changes.carryOut(route, null, offered(route, open, member, live, now));
    changes.flush();
    acts.add(
        tx,
        caller,
        routeId,
        now,
        Kind.ASSIGNED,
        Map.of("memberId", memberId.toString(), "alias", member.alias()));
    return Decision.done(routeId);
  }

  private Optional<Refusal> refusal(Tx tx, Route route, Member member, List<Offer> live) {
    if (!member.tier().reaches(route.demand().minimumTier())) {
      return Optional.of(
          new Refusal.NotThisMember(
              member.alias()
                  + " is "
                  + member.tier()
                  + ", and this request needs at least "
                  + route.demand().minimumTier()));
    }
    if (member.termsVersion() == null) {
      return no(member, "has not accepted the community's terms");
    }
    if (!member.online() && !presence.isOnline(member.id())) {
      return no(member, "is offline");
    }
    if (member.isResting()) {
      return no(member, "is on a pause");
    }
    if (member.tier() == Tier.CONTRACTOR && !promising.of(tx, route.community()).hasRoom()) {
      return no(member, "cannot be paid: what contractors may cost today is used up");
    }
    if (live.stream().anyMatch(o -> o.memberId().equals(member.id()))) {
      return no(member, "is being asked for it at this moment");
    }
    if (offers.refused(tx, route.community(), route.id(), member.id(), route.round())) {
      return no(member, "declined it or dropped the work in this round");
    }
    return Optional.empty();
  }

  private static Optional<Refusal> no(Member member, String why) {
    return Optional.of(new Refusal.NotNow(member.alias() + " " + why + "; choose somebody else"));
  }

  private List<Change> offered(
      Route before, RouteState.Open open, Member member, List<Offer> others, Instant now) {
    Instant deadline = now.plusSeconds(communities.policyOf(before.community()).offerSeconds());
    List<Change> changes = new ArrayList<>();
    Route route = before;
    RouteState.Open from = open;
    if (!others.isEmpty()) {
      changes.add(new Change.Withdrawn(others, "an operator asks somebody by name"));
      route = route.offersEnded(others.size(), now);
      from = RouteState.waiting(route.demand().lastStep());
    }
    Route after = route.preferring(member.id()).offered(from, 1, deadline);
    Offer offer =
        new Offer(
            Ids.next(),
            after.community(),
            after.id(),
            member.id(),
            after.round(),
            after.wave(),
            OfferState.OFFERED,
            1,
            after.demand().reward(),
            ALL,
            now,
            deadline,
            null,
            null);
    changes.add(new Change.Moved(after));
    changes.add(new Change.Asked(offer, NAMED, after));
    return changes;
  }
}
