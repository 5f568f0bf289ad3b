package dev.crowdline.routing.matching;

import dev.crowdline.routing.contractors.PromisingPay;
import dev.crowdline.routing.matching.domain.MemberIndex;
import dev.crowdline.routing.matching.domain.PlanningWaves;
import dev.crowdline.routing.matching.domain.Wave;
import dev.crowdline.routing.offers.persistence.OfferTable;
import dev.crowdline.routing.routes.domain.QueueKey;
import dev.crowdline.routing.routes.domain.Route;
import dev.crowdline.routing.routes.persistence.QueueTable;
import dev.crowdline.routing.routes.persistence.RouteTable;
import dev.crowdline.support.database.Database;
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
import java.util.Collection;
import java.util.Deque;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * Offers waiting routes to members. One loop a replica: it looks at the heads of the queues that
 * were signalled, plans waves in memory, and has them made in batches. Commit first and look
 * second: who signals has committed, so no pair of a route and a member is overlooked by both.
 */
@ApplicationScoped
public class Matching {
  private static final int HEADS_OF_EACH_QUEUE = 64;
  private static final int HEADS = 128;

  /** How far behind the heads of a queue is looked when nobody may be asked for any of them. */
  private static final int DEEPEST = 1_024;

  /** Who missed an offer is not asked for the same route during so many offers. */
  private static final int QUIET_OFFERS = 4;

  private static final Duration LOOK_AGAIN = Duration.ofSeconds(1);
  private static final Duration TRY_ALL = Duration.ofSeconds(10);

  private final Database database;
  private final MemberIndex index;
  private final WorkSignals signals;
  private final QueueTable queues;
  private final RouteTable routes;
  private final OfferTable offers;
  private final Communities communities;
  private final MakingWaves making;
  private final PromisingPay promisingPay;
  private final PlanningWaves planning;
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
      Communities communities,
      MakingWaves making,
      PromisingPay promisingPay,
      InstantSource clock,
      MeterRegistry metrics) {
    this.database = database;
    this.index = index;
    this.signals = signals;
    this.queues = queues;
    this.routes = routes;
    this.offers = offers;
    this.communities = communities;
    this.making = making;
    this.promisingPay = promisingPay;
    this.planning = new PlanningWaves(index, routes::waveSize, new Random());
    this.clock = clock;
    this.timer = metrics.timer("crowdline.matching");
  }

  private record LookAgain(Instant at, Set<UUID> members) {}

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
    Set<Long> due = new HashSet<>(taken.queues());
    due.addAll(waitingFor(members(taken, now), now));
    while (!due.isEmpty()) {
      Set<Long> round = due;
      due = timer.record(() -> match(round));
    }
  }

  /** Whoever got room, now or a look ago: this replica's view may lag behind another's commit. */
  private Set<UUID> members(WorkSignals.Signals taken, Instant now) {
    Set<UUID> members = new HashSet<>(taken.members());
    while (!again.isEmpty() && !again.getFirst().at().isAfter(now)) {
      members.addAll(again.removeFirst().members());
    }
    if (!taken.members().isEmpty()) {
      again.add(new LookAgain(now.plus(LOOK_AGAIN), taken.members()));
    }
    return members;
  }

  /** The queues in which something waits for one of these members, and now and then all. */
  private List<Long> waitingFor(Set<UUID> members, Instant now) {
    boolean tryAll = triedAllAt.plus(TRY_ALL).isBefore(now);
    if (!tryAll && members.isEmpty()) {
      return List.of();
    }
    List<Long> waiting = database.read(queues::waiting);
    if (tryAll) {
      triedAllAt = now;
      return waiting;
    }
    Map<Long, QueueKey> keys = asked(queues.keys(waiting));
    return waiting.stream()
        .filter(id -> keys.containsKey(id) && index.suits(keys.get(id), members))
        .toList();
  }

  /** The queues as they are asked now: none of a contractor who could not be paid. */
  private Map<Long, QueueKey> asked(Map<Long, QueueKey> keys) {
    Set<String> unpaid = unpaid(keys.values());
    if (unpaid.isEmpty()) {
      return keys;
    }
    Map<Long, QueueKey> asked = new HashMap<>(keys);
    asked.replaceAll(
        (id, key) -> unpaid.contains(key.community()) ? key.withoutContractors() : key);
    return asked;
  }

  /** Read only where a contractor would be asked. */
  private Set<String> unpaid(Collection<QueueKey> keys) {
    Set<String> communities =
        keys.stream()
            .filter(key -> !key.equals(key.withoutContractors()))
            .map(QueueKey::community)
            .collect(Collectors.toSet());
    return communities.isEmpty()
        ? Set.of()
        : database.read(sql -> promisingPay.usedUp(sql, communities));
  }

  /** Matches the heads of queues; returns the queues that deserve another look at once. */
  private Set<Long> match(Set<Long> queueIds) {
    Map<Long, QueueKey> keys = asked(queues.keys(queueIds));
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
    List<Wave> waves = plan(heads);
    if (waves.isEmpty()) {
      return heads.size() < HEADS_OF_EACH_QUEUE ? Set.of() : matchBehind(promising);
    }
    if (making.make(waves) == 0) {
      return Set.of();
    }
    // With all heads there may be queues of which no head was read.
    return heads.size() == HEADS
        ? Set.copyOf(promising)
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
        List<Wave> waves = plan(waiting);
        if (making.make(waves) > 0) {
          return Set.copyOf(queueIds);
        }
        if (!waves.isEmpty() || waiting.size() < HEADS) {
          break;
        }
      }
    }
    return Set.of();
  }

  private List<Wave> plan(List<RouteTable.Head> heads) {
    List<Route> waiting = heads.stream().map(RouteTable.Head::route).toList();
    Instant now = clock.instant();
    Set<String> unpaid = unpaid(waiting.stream().map(QueueKey::of).toList());
    return planning.plan(waiting, excluded(waiting, now), unpaid, now);
  }

  private Map<UUID, Set<UUID>> excluded(List<Route> waiting, Instant now) {
    List<Route> askedBefore = waiting.stream().filter(r -> r.wave() > 0).toList();
    if (askedBefore.isEmpty()) {
      return Map.of();
    }
    int longest =
        askedBefore.stream()
            .mapToInt(r -> communities.policyOf(r.community()).offerSeconds())
            .max()
            .orElse(0);
    Instant missedSince = now.minusSeconds(QUIET_OFFERS * (long) longest);
    return database
        .read(
            sql -> offers.excluded(sql, askedBefore.stream().map(Route::id).toList(), missedSince))
        .stream()
        .collect(
            Collectors.groupingBy(
                OfferTable.Excluded::routeId,
                Collectors.mapping(OfferTable.Excluded::memberId, Collectors.toSet())));
  }
}
