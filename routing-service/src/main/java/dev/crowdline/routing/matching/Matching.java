package dev.crowdline.routing.matching;

import dev.crowdline.contracts.routing.OffersMade;
import dev.crowdline.routing.matching.domain.MemberIndex;
import dev.crowdline.routing.matching.domain.Ranking;
import dev.crowdline.routing.members.persistence.LoadTable;
import dev.crowdline.routing.offers.domain.Offer;
import dev.crowdline.routing.offers.domain.OfferState;
import dev.crowdline.routing.offers.persistence.OfferTable;
import dev.crowdline.routing.routes.domain.QueueKey;
import dev.crowdline.routing.routes.domain.Route;
import dev.crowdline.routing.routes.domain.RouteState;
import dev.crowdline.routing.routes.persistence.QueueTable;
import dev.crowdline.routing.routes.persistence.RouteTable;
import dev.crowdline.routing.telling.TellingMembers;
import dev.crowdline.support.database.Database;
import dev.crowdline.support.database.Tx;
import dev.crowdline.support.running.Ids;
import dev.crowdline.support.running.Loop;
import dev.crowdline.support.tenancy.Communities;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Timer;
import io.quarkus.runtime.ShutdownEvent;
import io.quarkus.runtime.StartupEvent;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Deque;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.ThreadLocalRandom;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * Offers waiting routes to members. One loop a replica: it looks at the heads of the queues that
 * were signalled, ranks in memory, and makes a batch of waves in one transaction. Commit first and
 * look second: who signals has committed, so no pair of a route and a member is overlooked by both.
 */
@ApplicationScoped
public class Matching {
  private static final int HEADS_OF_EACH_QUEUE = 64;
  private static final int HEADS = 128;

  /** How far behind the heads of a queue is looked when nobody may be asked for any of them. */
  private static final int DEEPEST = 1_024;

  /** Who was not granted is replaced from the ranking at most so often. */
  private static final int REPLACEMENTS = 2;

  private static final Duration LOOK_AGAIN = Duration.ofSeconds(1);
  private static final Duration TRY_ALL = Duration.ofSeconds(10);

  private final Database database;
  private final MemberIndex index;
  private final WorkSignals signals;
  private final QueueTable queues;
  private final RouteTable routes;
  private final OfferTable offers;
  private final LoadTable loads;
  private final Communities communities;
  private final TellingMembers telling;
  private final InstantSource clock;
  private final Timer timer;
  private final Deque<LookAgain> again = new ArrayDeque<>();
  private Instant triedAllAt = Instant.EPOCH;
  private @Nullable Loop loop;

  Matching(
      Database database,
      MemberIndex index,
      WorkSignals signals,
      QueueTable queues,
      RouteTable routes,
      OfferTable offers,
      LoadTable loads,
      Communities communities,
      TellingMembers telling,
      InstantSource clock,
      MeterRegistry metrics) {
    this.database = database;
    this.index = index;
    this.signals = signals;
    this.queues = queues;
    this.routes = routes;
    this.offers = offers;
    this.loads = loads;
    this.communities = communities;
    this.telling = telling;
    this.clock = clock;
    this.timer = metrics.timer("crowdline.matching");
  }

  private record LookAgain(Instant at, Set<UUID> members) {}

  /** A wave as ranked, before anybody's slot is granted. */
  private static final class Plan {
    final Route route;
    final RouteState.Open from;
    final Deque<Ranking.Ranked> ranking;
    final int considered;
    final List<Ranking.Ranked> granted = new ArrayList<>();
    int open;

    Plan(
        Route route, RouteState.Open from, List<Ranking.Ranked> ranking, int considered, int open) {
      this.route = route;
      this.from = from;
      this.ranking = new ArrayDeque<>(ranking);
      this.considered = considered;
      this.open = open;
    }
  }

  void start(@Observes StartupEvent event) {
    loop = Loop.start("matching", this::step);
  }

  void stop(@Observes ShutdownEvent event) {
    if (loop != null) {
      loop.close();
    }
  }

  private void step() throws InterruptedException {
    WorkSignals.Signals taken = signals.take(LOOK_AGAIN.toMillis());
    Instant now = clock.instant();
    Set<UUID> members = new HashSet<>(taken.members());
    while (!again.isEmpty() && !again.getFirst().at().isAfter(now)) {
      members.addAll(again.removeFirst().members());
    }
    Set<Long> due = new HashSet<>(taken.queues());
    boolean tryAll = triedAllAt.plus(TRY_ALL).isBefore(now);
    if (tryAll || !members.isEmpty()) {
      List<Long> waiting = database.read(queues::waiting);
      if (tryAll) {
        triedAllAt = now;
        due.addAll(waiting);
      } else {
        Map<Long, QueueKey> keys = queues.keys(waiting);
        waiting.stream()
            .filter(id -> keys.containsKey(id) && index.suits(keys.get(id), members))
            .forEach(due::add);
      }
    }
    if (!taken.members().isEmpty()) {
      // This replica's view may lag behind another's commit: look once more.
      again.add(new LookAgain(now.plus(LOOK_AGAIN), taken.members()));
    }
    while (!due.isEmpty()) {
      Set<Long> round = due;
      due = timer.record(() -> match(round));
    }
  }

  /** Matches the heads of queues; returns the queues that deserve another look at once. */
  Set<Long> match(@Nullable Collection<Long> queueIds) {
    if (queueIds == null || queueIds.isEmpty()) {
      return Set.of();
    }
    Map<Long, QueueKey> keys = queues.keys(queueIds);
    List<Long> promising =
        keys.entrySet().stream()
            .filter(e -> index.hasCandidates(e.getValue()))
            .map(Map.Entry::getKey)
            .toList();
    if (promising.isEmpty()) {
      return Set.of();
    }
    List<RouteTable.Head> heads =
        database.read(sql -> routes.heads(sql, promising, 0, HEADS_OF_EACH_QUEUE, HEADS));
    List<Plan> plans = plan(heads);
    if (plans.isEmpty()) {
      return heads.size() < HEADS_OF_EACH_QUEUE ? Set.of() : matchBehind(promising);
    }
    int made = database.transact(tx -> offer(tx, plans));
    if (made > 0 && heads.size() == HEADS) {
      // There may be queues of which no head was read.
      return Set.copyOf(promising);
    }
    return made == 0
        ? Set.of()
        : heads.stream().map(RouteTable.Head::queueId).collect(Collectors.toSet());
  }

  /**
   * Whoever is free was asked for all of the heads before: what waits behind them must not wait for
   * that to change.
   */
  private Set<Long> matchBehind(List<Long> queueIds) {
    for (Long queue : queueIds) {
      for (int skipped = 0; skipped < DEEPEST; skipped += HEADS) {
        int past = skipped;
        List<RouteTable.Head> waiting =
            database.read(sql -> routes.heads(sql, List.of(queue), past, HEADS, HEADS));
        List<Plan> plans = plan(waiting);
        if (!plans.isEmpty() && database.transact(tx -> offer(tx, plans)) > 0) {
          return Set.copyOf(queueIds);
        }
        if (!plans.isEmpty() || waiting.size() < HEADS) {
          break;
        }
      }
    }
    return Set.of();
  }

  /** Ranks the heads in order; a member is in at most one plan of a batch. */
  private List<Plan> plan(List<RouteTable.Head> waiting) {
    List<Route> heads = waiting.stream().map(RouteTable.Head::route).toList();
    Instant now = clock.instant();
    Map<UUID, Set<UUID>> excluded = excluded(heads, now);
    Set<UUID> taken = new HashSet<>();
    List<Plan> plans = new ArrayList<>();
    for (Route route : heads) {
      if (!(route.state() instanceof RouteState.Open from)) {
        continue;
      }
      if (taken.contains(route.preferredMember())) {
        // In another plan of this batch: the next look asks that member alone, if there is room.
        continue;
      }
      Set<UUID> without = new HashSet<>(taken);
      without.addAll(excluded.getOrDefault(route.id(), Set.of()));
      MemberIndex.Candidates candidates =
          index.candidates(
              QueueKey.of(route), without, route.preferredMember(), ThreadLocalRandom.current());
      if (candidates.drawn().isEmpty()) {
        continue;
      }
      Plan plan = plan(route, from, candidates, now);
      plan.ranking.stream().limit(plan.open).forEach(r -> taken.add(r.candidate().member().id()));
      plans.add(plan);
    }
    return plans;
  }

  private Plan plan(
      Route route, RouteState.Open from, MemberIndex.Candidates candidates, Instant now) {
    List<Ranking.Ranked> ranking = Ranking.rank(route, candidates.drawn(), now);
    UUID preferred = route.preferredMember();
    if (preferred != null) {
      List<Ranking.Ranked> alone =
          ranking.stream().filter(r -> r.candidate().member().id().equals(preferred)).toList();
      if (!alone.isEmpty()) {
        return new Plan(route, from, alone, candidates.eligible(), 1);
      }
    }
    int open = routes.waveSize(route) - route.liveOffers();
    return new Plan(route, from, ranking, candidates.eligible(), Math.max(1, open));
  }

  private Map<UUID, Set<UUID>> excluded(List<Route> heads, Instant now) {
    List<Route> askedBefore = heads.stream().filter(r -> r.wave() > 0).toList();
    if (askedBefore.isEmpty()) {
      return Map.of();
    }
    Duration quiet =
        Duration.ofSeconds(
            4L
                * askedBefore.stream()
                    .mapToInt(r -> communities.policyOf(r.community()).offerSeconds())
                    .max()
                    .orElse(0));
    return database
        .read(sql ->
            offers.excluded(sql, askedBefore.stream().map(Route::id).toList(), now.minus(quiet)))
        .stream()
        .collect(
            Collectors.groupingBy(
                OfferTable.Excluded::routeId,
                Collectors.mapping(OfferTable.Excluded::memberId, Collectors.toSet())));
  }

  /** Routes are locked first, then members; only what was granted is stored. */
  private int offer(Tx tx, List<Plan> planned) {
    Map<UUID, Route> locked =
        routes.lock(tx, planned.stream().map(p -> p.route.id()).toList()).stream()
            .collect(Collectors.toMap(Route::id, r -> r));
    List<Plan> plans =
        planned.stream().filter(p -> p.route.equals(locked.get(p.route.id()))).toList();
    Instant now = clock.instant();
    Set<UUID> asked = new HashSet<>();
    Map<UUID, LoadTable.Load> grantedLoads = new HashMap<>();
    for (int attempt = 0; attempt <= REPLACEMENTS; attempt++) {
      Map<UUID, Ranking.Ranked> next = new LinkedHashMap<>();
      List<LoadTable.Wanted> wanted = new ArrayList<>();
      for (Plan plan : plans) {
        for (int i = 0; i < plan.open && !plan.ranking.isEmpty(); ) {
          Ranking.Ranked candidate = plan.ranking.removeFirst();
          UUID member = candidate.candidate().member().id();
          if (asked.add(member)) {
            next.put(member, candidate);
            wanted.add(
                new LoadTable.Wanted(
                    plan.route.id(),
                    plan.route.community(),
                    member,
                    plan.route.demand().minimumTier()));
            i++;
          }
        }
      }
      if (wanted.isEmpty()) {
        break;
      }
      Map<UUID, Plan> byRoute = plans.stream().collect(Collectors.toMap(p -> p.route.id(), p -> p));
      // Members of the first attempt are held by now: nobody is waited for any more.
      List<LoadTable.Granted> all =
          attempt == 0 ? loads.reserve(tx, wanted) : loads.reserveUnlocked(tx, wanted);
      for (LoadTable.Granted granted : all) {
        Plan plan = byRoute.get(granted.routeId());
        Ranking.Ranked candidate = next.remove(granted.load().memberId());
        if (plan != null && candidate != null) {
          plan.granted.add(candidate);
          plan.open--;
          grantedLoads.put(granted.load().memberId(), granted.load());
        }
      }
      correct(tx, next.keySet());
      if (next.isEmpty()) {
        break;
      }
    }
    return store(tx, plans.stream().filter(p -> !p.granted.isEmpty()).toList(), grantedLoads, now);
  }

  /** The route; it prefers nobody any more when others than the preferred member are asked. */
  private static Route turn(Plan plan) {
    UUID preferred = plan.route.preferredMember();
    boolean alone =
        plan.granted.size() == 1
            && plan.granted.getFirst().candidate().member().id().equals(preferred);
    return preferred == null || alone ? plan.route : plan.route.preferringNobody();
  }

  /** Who was thought free and is not. */
  private void correct(Tx tx, Set<UUID> refused) {
    if (!refused.isEmpty()) {
      for (LoadTable.Load load : loads.read(tx, refused)) {
        index.setLoad(load.memberId(), load.load(), load.capacity(), load.idleSince());
      }
    }
  }

  private int store(Tx tx, List<Plan> plans, Map<UUID, LoadTable.Load> grantedLoads, Instant now) {
    if (plans.isEmpty()) {
      return 0;
    }
    List<OfferTable.Ranked> made = new ArrayList<>();
    List<Route> changed = new ArrayList<>();
    for (Plan plan : plans) {
      Instant deadline =
          now.plusSeconds(communities.policyOf(plan.route.community()).offerSeconds());
      Route route = turn(plan).offered(plan.from, plan.granted.size(), deadline);
      changed.add(route);
      List<OffersMade.Made> wave = new ArrayList<>();
      for (Ranking.Ranked ranked : plan.granted) {
        Offer offer =
            new Offer(
                Ids.next(),
                route.community(),
                route.id(),
                ranked.candidate().member().id(),
                route.round(),
                route.wave(),
                OfferState.OFFERED,
                1,
                route.demand().reward(),
                now,
                deadline,
                null,
                null);
        made.add(new OfferTable.Ranked(offer, ranked.score(), plan.considered));
        wave.add(new OffersMade.Made(offer.id(), offer.memberId()));
      }
      tx.state(
          route.community(),
          route.id(),
          now,
          new OffersMade(route.wave(), route.round(), route.demand().reward(), deadline, wave));
    }
    offers.add(tx, made);
    routes.save(tx, changed);
    Map<UUID, Route> byId = changed.stream().collect(Collectors.toMap(Route::id, r -> r));
    tx.afterCommit(() -> {
      grantedLoads
          .values()
          .forEach(l -> index.setLoad(l.memberId(), l.load(), l.capacity(), l.idleSince()));
      made.forEach(r -> telling.offer(r.offer(), byId.get(r.offer().routeId())));
    });
    return made.size();
  }
}
