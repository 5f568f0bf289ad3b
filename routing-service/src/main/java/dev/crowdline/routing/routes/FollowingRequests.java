package dev.crowdline.routing.routes;

import dev.crowdline.contracts.Fact;
import dev.crowdline.contracts.Tier;
import dev.crowdline.routing.assignments.domain.Assignment;
import dev.crowdline.routing.assignments.persistence.AssignmentTable;
import dev.crowdline.routing.members.domain.Member;
import dev.crowdline.routing.members.persistence.MemberTable;
import dev.crowdline.routing.offers.domain.Offer;
import dev.crowdline.routing.offers.persistence.OfferTable;
import dev.crowdline.routing.routes.domain.Heard;
import dev.crowdline.routing.routes.domain.Hearing;
import dev.crowdline.routing.routes.domain.Route;
import dev.crowdline.routing.routes.domain.Standing;
import dev.crowdline.routing.routes.persistence.RouteTable;
import dev.crowdline.support.database.Tx;
import dev.crowdline.support.tenancy.Communities;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Instant;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.function.Function;
import java.util.stream.Collectors;

/**
 * Carries out what is heard of requests on their routes: lock, judge, store, state. A request of
 * which something else than its submission is heard first is kept by hearsay until that arrives.
 */
@ApplicationScoped
public class FollowingRequests {
  private final RouteTable routes;
  private final OfferTable offers;
  private final AssignmentTable assignments;
  private final MemberTable members;
  private final ChangingRoutes work;
  private final Communities communities;

  FollowingRequests(
      RouteTable routes,
      OfferTable offers,
      AssignmentTable assignments,
      MemberTable members,
      ChangingRoutes work,
      Communities communities) {
    this.routes = routes;
    this.offers = offers;
    this.assignments = assignments;
    this.members = members;
    this.work = work;
    this.communities = communities;
  }

  /** A fact, and what it says to routing. */
  public record Told(Fact<?> fact, List<Heard> heard) {}

  /** Applies what was told, at most once of each request. */
  public void follow(Tx tx, List<Told> told, Instant now) {
    if (told.isEmpty()) {
      return;
    }
    Set<UUID> ids = told.stream().map(t -> t.fact().subjectId()).collect(Collectors.toSet());
    Map<UUID, Route> locked = lock(tx, ids, told, now);
    Map<UUID, List<Offer>> live =
        offers.live(tx, ids).stream().collect(Collectors.groupingBy(Offer::routeId));
    Map<UUID, Assignment> active =
        assignments.active(tx, ids).stream()
            .collect(Collectors.toMap(Assignment::routeId, Function.identity()));
    ChangingRoutes.Changes changes = work.begin(tx, now);
    for (Told each : told) {
      Route route = locked.get(each.fact().subjectId());
      if (route == null || !route.community().equals(each.fact().community())) {
        continue;
      }
      List<Offer> offered = live.getOrDefault(route.id(), List.of());
      Standing standing =
          new Standing(
              route,
              offered,
              tiers(tx, each.heard(), offered),
              active.get(route.id()),
              communities.policyOf(route.community()),
              communities.of(route.community()).earning());
      for (Heard heard : each.heard()) {
        changes.carryOut(route, each.fact(), Hearing.hear(standing, heard, now));
      }
    }
    changes.flush();
  }

  private Map<UUID, Route> lock(Tx tx, Set<UUID> ids, List<Told> told, Instant now) {
    Map<UUID, Route> locked =
        routes.lock(tx, ids).stream().collect(Collectors.toMap(Route::id, Function.identity()));
    if (locked.size() < ids.size()) {
      Set<UUID> unknown = new HashSet<>(ids);
      unknown.removeAll(locked.keySet());
      routes.add(
          tx,
          told.stream()
              .map(Told::fact)
              .filter(f -> unknown.contains(f.subjectId()))
              .map(f -> Route.byHearsay(f.subjectId(), f.community(), f.time(), now))
              .toList());
      routes.lock(tx, unknown).forEach(r -> locked.put(r.id(), r));
    }
    return locked;
  }

  /** Tiers are read only for what depends on them. */
  private Map<UUID, Tier> tiers(Tx tx, List<Heard> heard, List<Offer> live) {
    return live.isEmpty() || heard.stream().noneMatch(Heard.TierRaised.class::isInstance)
        ? Map.of()
        : members.withIds(tx, live.stream().map(Offer::memberId).toList()).stream()
            .collect(Collectors.toMap(Member::id, Member::tier));
  }
}
