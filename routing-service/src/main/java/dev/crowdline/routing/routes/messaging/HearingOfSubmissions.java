package dev.crowdline.routing.routes.messaging;

import dev.crowdline.contracts.EarningRules;
import dev.crowdline.contracts.Fact;
import dev.crowdline.contracts.Language;
import dev.crowdline.contracts.Policy;
import dev.crowdline.contracts.Priority;
import dev.crowdline.contracts.Turn;
import dev.crowdline.contracts.intake.RequestSubmitted;
import dev.crowdline.contracts.routing.RouteQueued;
import dev.crowdline.routing.matching.WorkSignals;
import dev.crowdline.routing.routes.ChangingRoutes;
import dev.crowdline.routing.routes.domain.Change;
import dev.crowdline.routing.routes.domain.Demand;
import dev.crowdline.routing.routes.domain.Message;
import dev.crowdline.routing.routes.domain.Route;
import dev.crowdline.routing.routes.domain.RouteState;
import dev.crowdline.routing.routes.persistence.MessageTable;
import dev.crowdline.routing.routes.persistence.RouteTable;
import dev.crowdline.support.database.Tx;
import dev.crowdline.support.tenancy.Communities;
import dev.crowdline.support.tenancy.EarningRulesTable;
import dev.crowdline.support.tenancy.PolicyTable;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;

/**
 * A request that arrives becomes a route that waits in its queue. One of which something else was
 * heard first gets what its submission says.
 */
@ApplicationScoped
class HearingOfSubmissions {
  private final RouteTable routes;
  private final MessageTable messages;
  private final ChangingRoutes work;
  private final WorkSignals signals;
  private final Communities communities;
  private final PolicyTable policies;
  private final EarningRulesTable earningRules;

  HearingOfSubmissions(
      RouteTable routes,
      MessageTable messages,
      ChangingRoutes work,
      WorkSignals signals,
      Communities communities,
      PolicyTable policies,
      EarningRulesTable earningRules) {
    this.routes = routes;
    this.messages = messages;
    this.work = work;
    this.signals = signals;
    this.communities = communities;
    this.policies = policies;
    this.earningRules = earningRules;
  }

  void hear(Tx tx, List<Fact<RequestSubmitted>> facts, Instant now) {
    if (facts.isEmpty()) {
      return;
    }
    Map<UUID, Fact<?>> causes = new HashMap<>();
    List<Route> made = new ArrayList<>();
    List<Message> questions = new ArrayList<>();
    for (Fact<RequestSubmitted> fact : facts) {
      Route route = route(fact, rulesOf(tx, fact), now);
      made.add(route);
      causes.put(route.id(), fact);
      questions.add(
          new Message(
              fact.data().messageId(),
              route.id(),
              route.community(),
              Message.Author.CUSTOMER,
              null,
              fact.data().customerAlias(),
              null,
              Message.Kind.QUESTION,
              fact.data().text(),
              false,
              fact.time()));
    }
    Set<UUID> stored = routes.add(tx, made);
    messages.add(tx, questions);
    List<Route> waiting = made.stream().filter(r -> stored.contains(r.id())).toList();
    for (Route route : waiting) {
      Fact<?> cause = causes.get(route.id());
      if (cause != null) {
        tx.stateFrom(
            cause,
            now,
            new RouteQueued(
                1, RouteQueued.Reason.SUBMITTED, route.needed(), route.demand().minimumTier()));
      }
    }
    if (waiting.size() < made.size()) {
      introduce(tx, made.stream().filter(r -> !stored.contains(r.id())).toList(), now);
    }
    Set<Long> queueIds = routes.queuesOf(tx, waiting);
    tx.afterCommit(() -> signals.queuesWait(queueIds));
  }

  /** Those in force at intake; the last that are known where those were not heard of. */
  private EarningRulesTable.Version rulesOf(Tx tx, Fact<RequestSubmitted> fact) {
    Communities.Community community = communities.of(fact.community());
    int latest = community.earningVersion();
    int stamped = Objects.requireNonNullElse(fact.data().earningVersion(), latest);
    EarningRulesTable.Version stated =
        stamped == latest ? null : earningRules.find(tx, fact.community(), stamped);
    if (stated != null) {
      return stated;
    }
    boolean byPolicy = stamped == 0 || latest == 0;
    return new EarningRulesTable.Version(
        community.id(),
        byPolicy ? 0 : latest,
        byPolicy ? EarningRules.of(policyOf(tx, fact, community)) : community.earning(),
        fact.time());
  }

  /** As for the rules. */
  private Policy policyOf(Tx tx, Fact<RequestSubmitted> fact, Communities.Community community) {
    Integer stamped = fact.data().policyVersion();
    PolicyTable.Version version =
        stamped == null || stamped == community.policyVersion()
            ? null
            : policies.find(tx, fact.community(), stamped);
    return version == null ? community.policy() : version.policy();
  }

  private Route route(Fact<RequestSubmitted> fact, EarningRulesTable.Version rules, Instant now) {
    RequestSubmitted data = fact.data();
    Priority priority = data.priority().known();
    Route.Origin origin =
        new Route.Origin(
            fact.subjectId(),
            fact.community(),
            true,
            Language.primary(data.language()),
            data.needs(),
            data.customerAlias(),
            data.customerId(),
            data.text(),
            fact.time(),
            data.continues(),
            data.topic(),
            rules.version());
    Route route =
        new Route(
            origin,
            Demand.of(
                data.minimumTier().asMinimum(), priority, origin.pays(rules.rules(), priority)),
            new RouteState.Queued(),
            1,
            0,
            null,
            Turn.FIRST,
            now);
    return route.dueAt(route.retryAt(now));
  }

  /** Routes that were known by hearsay get what their submission says and what was heard before. */
  private void introduce(Tx tx, List<Route> submitted, Instant now) {
    Map<UUID, Route> known =
        routes.lock(tx, submitted.stream().map(Route::id).toList()).stream()
            .collect(Collectors.toMap(Route::id, r -> r));
    ChangingRoutes.Changes changes = work.begin(tx, now);
    for (Route route : submitted) {
      Route hearsay = known.get(route.id());
      if (hearsay == null || hearsay.origin().known()) {
        continue;
      }
      Priority heard = hearsay.demand().priority();
      Demand asked =
          route
              .demand()
              .raised(hearsay.demand().minimumTier())
              .pressing(
                  heard, route.origin().pays(communities.of(route.community()).earning(), heard));
      Demand demand =
          new Demand(
              asked.minimumTier(),
              asked.priority(),
              asked.openTiers() | hearsay.demand().openTiers(),
              hearsay.demand().step(),
              hearsay.demand().widened(),
              hearsay.demand().waveFactor(),
              asked.base(),
              asked.reward(),
              hearsay.demand().lastStep(),
              hearsay.demand().stepsTaken());
      routes.introduce(tx, route);
      Route after =
          new Route(
              route.origin(),
              demand,
              hearsay.state(),
              hearsay.round(),
              hearsay.wave(),
              null,
              hearsay.turn(),
              hearsay.isClosed() ? null : route.dueAt());
      changes.carryOut(route, null, List.of(new Change.Moved(after)));
      if (!hearsay.isClosed()) {
        tx.state(
            route.community(),
            route.id(),
            now,
            new RouteQueued(1, RouteQueued.Reason.SUBMITTED, route.needed(), demand.minimumTier()));
      }
    }
    changes.flush();
  }
}
