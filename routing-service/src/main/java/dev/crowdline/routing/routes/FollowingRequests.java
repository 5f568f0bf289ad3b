package dev.crowdline.routing.routes;

import dev.crowdline.contracts.Fact;
import dev.crowdline.contracts.Tier;
import dev.crowdline.contracts.routing.AssignmentCancelled;
import dev.crowdline.contracts.routing.OffersWithdrawn;
import dev.crowdline.contracts.routing.RouteExhausted;
import dev.crowdline.contracts.routing.RouteQueued;
import dev.crowdline.routing.assignments.domain.Assignment;
import dev.crowdline.routing.assignments.domain.AssignmentState;
import dev.crowdline.routing.assignments.domain.Judged;
import dev.crowdline.routing.assignments.persistence.AssignmentTable;
import dev.crowdline.routing.assignments.persistence.JudgedTable;
import dev.crowdline.routing.members.domain.Member;
import dev.crowdline.routing.members.persistence.MemberTable;
import dev.crowdline.routing.offers.domain.Offer;
import dev.crowdline.routing.offers.persistence.OfferTable;
import dev.crowdline.routing.routes.domain.Change;
import dev.crowdline.routing.routes.domain.Heard;
import dev.crowdline.routing.routes.domain.Hearing;
import dev.crowdline.routing.routes.domain.Route;
import dev.crowdline.routing.routes.domain.Standing;
import dev.crowdline.routing.routes.persistence.RouteTable;
import dev.crowdline.routing.telling.TellingMembers;
import dev.crowdline.support.database.Tx;
import dev.crowdline.support.tenancy.Communities;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Instant;
import java.util.ArrayList;
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
  private final JudgedTable judgements;
  private final MemberTable members;
  private final ChangingRoutes work;
  private final Communities communities;
  private final TellingMembers telling;

  FollowingRequests(
      RouteTable routes,
      OfferTable offers,
      AssignmentTable assignments,
      JudgedTable judgements,
      MemberTable members,
      ChangingRoutes work,
      Communities communities,
      TellingMembers telling) {
    this.routes = routes;
    this.offers = offers;
    this.assignments = assignments;
    this.judgements = judgements;
    this.members = members;
    this.work = work;
    this.communities = communities;
    this.telling = telling;
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
    List<Judged> said = new ArrayList<>();
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
              communities.policyOf(route.community()));
      for (Heard heard : each.heard()) {
        for (Change change : Hearing.hear(standing, heard, now)) {
          carryOut(changes, said, each.fact(), change);
        }
      }
    }
    changes.flush();
    judged(tx, said);
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

  private void carryOut(
      ChangingRoutes.Changes changes, List<Judged> said, Fact<?> cause, Change change) {
    Tx tx = changes.tx();
    switch (change) {
      case Change.Moved(Route after) -> changes.save(after);
      case Change.Queued(Route after, Change.Queued.Cause why) ->
          changes.state(
              after,
              cause,
              new RouteQueued(
                  after.round(), reason(why), after.needed(), after.demand().minimumTier()));
      case Change.Exhausted(Route after) ->
          changes.state(after, cause, new RouteExhausted(after.round()));
      case Change.Wrote wrote -> changes.add(wrote.message());
      case Change.Worked(Assignment after) -> {
        changes.save(after);
        tx.afterCommit(() -> telling.assignmentChanged(after));
      }
      case Change.TakenBack(Assignment ended, Change.TakenBack.Why why) -> {
        changes.save(ended);
        changes.free(ended.memberId());
        tx.stateFrom(
            cause,
            changes.now(),
            new AssignmentCancelled(ended.id(), ended.memberId(), reason(why)));
        tx.afterCommit(() -> telling.assignmentChanged(ended));
      }
      case Change.Withdrawn(List<Offer> withdrawn, String why) -> {
        changes.withdraw(withdrawn, why);
        tx.stateFrom(
            cause, changes.now(), new OffersWithdrawn(ChangingRoutes.withdrawn(withdrawn)));
      }
      case Change.Shown(List<Offer> shown, Route after) -> changes.show(shown, after);
      case Change.WorkConcerned(Assignment active) ->
          tx.afterCommit(() -> telling.assignmentChanged(active));
      case Change.AnswerDiscussed(Route route) -> tellWhoAnswered(tx, route);
      case Change.Said(Judged judged) -> said.add(judged);
    }
  }

  private static RouteQueued.Reason reason(Change.Queued.Cause why) {
    return switch (why) {
      case TIER_RAISED -> RouteQueued.Reason.TIER_RAISED;
      case REOPENED -> RouteQueued.Reason.REOPENED;
    };
  }

  private static AssignmentCancelled.Reason reason(Change.TakenBack.Why why) {
    return switch (why) {
      case TIER_RAISED -> AssignmentCancelled.Reason.TIER_RAISED;
      case OVER -> AssignmentCancelled.Reason.REQUEST_CANCELLED;
    };
  }

  /** Whose answer it was sees what the customer wrote after it, although it is no work any more. */
  private void tellWhoAnswered(Tx tx, Route route) {
    assignments.ofRoute(tx, route.community(), route.id()).stream()
        .filter(a -> a.state() == AssignmentState.COMPLETED && a.round() == route.round())
        .forEach(a -> tx.afterCommit(() -> telling.answerDiscussed(a)));
  }

  /** Keeps what was said of answers, and tells those who gave them. */
  private void judged(Tx tx, List<Judged> said) {
    if (said.isEmpty()) {
      return;
    }
    judgements.save(tx, said);
    Set<UUID> routeIds = said.stream().map(Judged::routeId).collect(Collectors.toSet());
    assignments.withIds(tx, said.stream().map(Judged::assignmentId).toList()).stream()
        .filter(a -> routeIds.contains(a.routeId()) && !a.isActive())
        .forEach(a -> tx.afterCommit(() -> telling.answerDiscussed(a)));
  }
}
