package dev.crowdline.routing.routes.messaging;

import dev.crowdline.contracts.Fact;
import dev.crowdline.contracts.Priority;
import dev.crowdline.contracts.Tier;
import dev.crowdline.contracts.Turn;
import dev.crowdline.contracts.intake.MessageAdded;
import dev.crowdline.contracts.intake.MinimumTierRaised;
import dev.crowdline.contracts.intake.PriorityRaised;
import dev.crowdline.contracts.intake.RequestCancelled;
import dev.crowdline.contracts.intake.RequestRated;
import dev.crowdline.contracts.intake.RequestReopened;
import dev.crowdline.contracts.intake.RequestResolved;
import dev.crowdline.contracts.intake.StaffWrote;
import dev.crowdline.contracts.routing.AssignmentCancelled;
import dev.crowdline.contracts.routing.OffersWithdrawn;
import dev.crowdline.contracts.routing.RouteQueued;
import dev.crowdline.contracts.sla.EscalationRaised;
import dev.crowdline.routing.assignments.domain.Assignment;
import dev.crowdline.routing.assignments.domain.AssignmentState;
import dev.crowdline.routing.assignments.domain.Judged;
import dev.crowdline.routing.assignments.persistence.AssignmentTable;
import dev.crowdline.routing.assignments.persistence.JudgedTable;
import dev.crowdline.routing.members.domain.Member;
import dev.crowdline.routing.members.persistence.MemberTable;
import dev.crowdline.routing.offers.domain.Offer;
import dev.crowdline.routing.offers.persistence.OfferTable;
import dev.crowdline.routing.routes.RouteWork;
import dev.crowdline.routing.routes.domain.Demand;
import dev.crowdline.routing.routes.domain.Message;
import dev.crowdline.routing.routes.domain.Route;
import dev.crowdline.routing.routes.domain.RouteState;
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
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * What happens to a request after its submission, applied to its route under the route's lock. A
 * request of which such a thing is heard first is kept by hearsay until its submission arrives.
 */
@ApplicationScoped
class HearingOfChanges {
  private final RouteTable routes;
  private final OfferTable offers;
  private final AssignmentTable assignments;
  private final JudgedTable judgements;
  private final MemberTable members;
  private final RouteWork work;
  private final Communities communities;
  private final TellingMembers telling;

  HearingOfChanges(
      RouteTable routes,
      OfferTable offers,
      AssignmentTable assignments,
      JudgedTable judgements,
      MemberTable members,
      RouteWork work,
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

  void hear(Tx tx, List<Fact<?>> facts, Instant now) {
    if (facts.isEmpty()) {
      return;
    }
    Set<UUID> ids = facts.stream().map(Fact::subjectId).collect(Collectors.toSet());
    Map<UUID, Route> locked = lock(tx, ids, facts, now);
    Map<UUID, List<Offer>> live =
        offers.live(tx, ids).stream().collect(Collectors.groupingBy(Offer::routeId));
    Map<UUID, Assignment> active =
        assignments.active(tx, ids).stream().collect(Collectors.toMap(Assignment::routeId, a -> a));
    RouteWork.Changes changes = work.begin(tx, now);
    List<Judged> said = new ArrayList<>();
    for (Fact<?> fact : facts) {
      Route route = locked.get(fact.subjectId());
      if (route == null || !route.community().equals(fact.community())) {
        continue;
      }
      Affected affected =
          new Affected(
              changes,
              fact,
              route,
              live.getOrDefault(route.id(), List.of()),
              active.get(route.id()));
      switch (fact.data()) {
        case MessageAdded added -> messageAdded(affected, added);
        case StaffWrote wrote -> staffWrote(affected, wrote);
        case PriorityRaised raised -> priorityRaised(affected, raised);
        case MinimumTierRaised raised -> tierRaised(tx, affected, raised);
        case RequestReopened reopened -> {
          said.add(said(fact, Judged.Verdict.REFUSED, reopened.assignmentId()));
          reopened(affected, reopened);
        }
        case RequestCancelled cancelled -> close(affected);
        case RequestResolved resolved -> {
          said.add(said(fact, Judged.Verdict.CONFIRMED, resolved.assignmentId()));
          close(affected);
        }
        case RequestRated rated ->
            said.add(
                Judged.rated(
                    rated.stars(),
                    rated.thanks(),
                    fact.community(),
                    fact.subjectId(),
                    rated.assignmentId()));
        case EscalationRaised escalation -> escalated(affected, escalation);
        default -> throw new IllegalStateException("not listened to: " + fact.data());
      }
    }
    changes.flush();
    judged(tx, said);
  }

  private static Judged said(Fact<?> fact, Judged.Verdict verdict, UUID assignmentId) {
    return Judged.as(verdict, fact.community(), fact.subjectId(), assignmentId);
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

  /** A fact and what it is about. */
  private record Affected(
      RouteWork.Changes changes,
      Fact<?> fact,
      Route route,
      List<Offer> live,
      @Nullable Assignment active) {}

  private Map<UUID, Route> lock(Tx tx, Set<UUID> ids, List<Fact<?>> facts, Instant now) {
    Map<UUID, Route> locked =
        routes.lock(tx, ids).stream().collect(Collectors.toMap(Route::id, r -> r));
    if (locked.size() < ids.size()) {
      Set<UUID> unknown = new HashSet<>(ids);
      unknown.removeAll(locked.keySet());
      routes.add(
          tx,
          facts.stream()
              .filter(f -> unknown.contains(f.subjectId()))
              .map(f -> hearsay(f, now))
              .toList());
      routes.lock(tx, unknown).forEach(r -> locked.put(r.id(), r));
    }
    return locked;
  }

  /**
   * A route of which only others have spoken: nobody has a skill without a name, so nobody is
   * asked.
   */
  private static Route hearsay(Fact<?> fact, Instant now) {
    return new Route(
        new Route.Origin(
            fact.subjectId(),
            fact.community(),
            false,
            "",
            List.of(),
            "",
            null,
            "",
            fact.time(),
            null),
        Demand.of(Tier.COMMUNITY, Priority.LOW, 0),
        new RouteState.Queued(),
        1,
        0,
        null,
        Turn.FIRST,
        now.plus(Route.HEARSAY));
  }

  private void messageAdded(Affected about, MessageAdded added) {
    boolean thanks = Boolean.TRUE.equals(added.thanks());
    about.changes().add(message(about, added, thanks));
    Route route = about.route().written(added.number(), thanks, about.fact().time());
    Assignment active = about.active();
    if (active == null) {
      about.changes().save(route);
      if (route.isClosed()) {
        tellWhoAnswered(about);
      }
      return;
    }
    Assignment after = active.following(route.waitingOn(), about.fact().time());
    if (active.pausedAt() != null && after.pausedAt() == null) {
      int warning = communities.policyOf(route.community()).warningPercent();
      route = route.dueAt(after.nextLook(warning));
    }
    about.changes().save(after);
    about.changes().save(route);
    about.changes().tx().afterCommit(() -> telling.assignmentChanged(after));
  }

  private static Message message(Affected about, MessageAdded added, boolean thanks) {
    Route route = about.route();
    return new Message(
        added.messageId(),
        route.id(),
        route.community(),
        Message.Author.CUSTOMER,
        null,
        route.origin().customerAlias(),
        null,
        thanks ? Message.Kind.THANKS : Message.Kind.MESSAGE,
        added.text(),
        false,
        about.fact().time());
  }

  /** Whose answer it was sees what the customer wrote after it, although it is no work any more. */
  private void tellWhoAnswered(Affected about) {
    Route route = about.route();
    assignments.ofRoute(about.changes().tx(), route.community(), route.id()).stream()
        .filter(a -> a.state() == AssignmentState.COMPLETED && a.round() == route.round())
        .forEach(a -> about.changes().tx().afterCommit(() -> telling.answerDiscussed(a)));
  }

  /** Whoever works on it reads it; whose turn it is stays as it is. */
  private void staffWrote(Affected about, StaffWrote wrote) {
    Route route = about.route();
    about
        .changes()
        .add(
            new Message(
                wrote.messageId(),
                route.id(),
                route.community(),
                Message.Author.STAFF,
                null,
                null,
                null,
                Message.Kind.MESSAGE,
                wrote.text(),
                false,
                about.fact().time()));
    tellWhoWorks(about);
  }

  /** Offers that stand show what is asked for now, and who accepts one gets the route's reward. */
  private void priorityRaised(Affected about, PriorityRaised raised) {
    Route route = about.route();
    Priority priority = raised.priority().known();
    int reward = communities.policyOf(route.community()).rewardOf(priority);
    Demand demand = route.demand().pressing(priority, reward);
    if (!demand.equals(route.demand())) {
      Route pressing = route.demanding(demand);
      about.changes().save(pressing);
      about.changes().show(about.live(), pressing);
      tellWhoWorks(about);
    }
  }

  private void tellWhoWorks(Affected about) {
    Assignment active = about.active();
    if (active != null) {
      about.changes().tx().afterCommit(() -> telling.assignmentChanged(active));
    }
  }

  private void tierRaised(Tx tx, Affected about, MinimumTierRaised raised) {
    Route route = about.route();
    Route raisedRoute = route.demanding(route.demand().raised(raised.minimumTier().asMinimum()));
    Tier minimum = raisedRoute.demand().minimumTier();
    Assignment active = about.active();
    if (active != null
        && !active.tier().reaches(minimum)
        && route.state() instanceof RouteState.Assigned state) {
      cancel(about, active, AssignmentCancelled.Reason.TIER_RAISED);
      raisedRoute = raisedRoute.dropped(state, about.changes().now());
      requeued(about, raisedRoute, RouteQueued.Reason.TIER_RAISED);
    } else {
      Set<UUID> tooLow =
          members.withIds(tx, about.live().stream().map(Offer::memberId).toList()).stream()
              .filter(m -> !m.tier().reaches(minimum))
              .map(Member::id)
              .collect(Collectors.toSet());
      List<Offer> ended = about.live().stream().filter(o -> tooLow.contains(o.memberId())).toList();
      if (!ended.isEmpty()) {
        withdraw(about, ended, "it needs a higher tier now");
        raisedRoute = raisedRoute.offersEnded(ended.size(), about.changes().now());
        requeued(about, raisedRoute, RouteQueued.Reason.TIER_RAISED);
      }
      if (!raisedRoute.demand().equals(route.demand())) {
        List<Offer> standing = about.live().stream().filter(o -> !ended.contains(o)).toList();
        about.changes().show(standing, raisedRoute);
      }
    }
    about.changes().save(raisedRoute);
  }

  private void reopened(Affected about, RequestReopened reopened) {
    Route next =
        about
            .route()
            .reopened(reopened.round(), reopened.preferredMemberId(), about.changes().now());
    if (next.round() != about.route().round()) {
      about.changes().save(next);
      requeued(about, next, RouteQueued.Reason.REOPENED);
    }
  }

  private void close(Affected about) {
    if (about.route().isFinished()) {
      return;
    }
    if (about.active() != null) {
      cancel(about, about.active(), AssignmentCancelled.Reason.REQUEST_CANCELLED);
    }
    if (!about.live().isEmpty()) {
      withdraw(about, about.live(), "the customer needs no answer any more");
    }
    about.changes().save(about.route().closed());
  }

  private void escalated(Affected about, EscalationRaised escalation) {
    Route route = about.route();
    Tier tier = escalation.tier();
    Demand demand =
        route
            .demand()
            .escalated(
                new Demand.Escalation(
                    escalation.step(),
                    escalation.last(),
                    escalation.widenLevels(),
                    escalation.waveFactor(),
                    escalation.rewardPercent(),
                    tier == null || tier == Tier.UNKNOWN ? 0 : Demand.bit(tier)));
    Route after = route.demanding(demand);
    about.changes().save(after);
    if (!demand.equals(route.demand())) {
      about.changes().show(about.live(), after);
    }
    if (!(route.state() instanceof RouteState.Exhausted)) {
      about.changes().stateIfExhausted(after, about.fact());
    }
  }

  private void cancel(Affected about, Assignment active, AssignmentCancelled.Reason reason) {
    Assignment ended = active.ended(AssignmentState.CANCELLED, about.changes().now());
    about.changes().save(ended);
    about.changes().free(active.memberId());
    about
        .changes()
        .state(
            about.route(),
            about.fact(),
            new AssignmentCancelled(active.id(), active.memberId(), reason));
    about.changes().tx().afterCommit(() -> telling.assignmentChanged(ended));
  }

  private static void withdraw(Affected about, List<Offer> live, String why) {
    about.changes().withdraw(live, why);
    about
        .changes()
        .state(about.route(), about.fact(), new OffersWithdrawn(RouteWork.withdrawn(live)));
  }

  private static void requeued(Affected about, Route route, RouteQueued.Reason reason) {
    about
        .changes()
        .state(
            route,
            about.fact(),
            new RouteQueued(route.round(), reason, route.needed(), route.demand().minimumTier()));
    about.changes().stateIfExhausted(route, about.fact());
  }
}
