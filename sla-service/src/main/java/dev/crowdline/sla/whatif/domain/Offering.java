package dev.crowdline.sla.whatif.domain;

import dev.crowdline.contracts.EarningRules;
import dev.crowdline.contracts.Policy;
import dev.crowdline.contracts.Tier;
import dev.crowdline.routing.matching.domain.MemberIndex;
import dev.crowdline.routing.matching.domain.PlanningWaves;
import dev.crowdline.routing.matching.domain.Ranking;
import dev.crowdline.routing.matching.domain.Wave;
import dev.crowdline.routing.offers.domain.Offer;
import dev.crowdline.routing.offers.domain.OfferState;
import dev.crowdline.routing.routes.domain.QueueKey;
import dev.crowdline.routing.routes.domain.Route;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.function.Function;
import java.util.function.ToIntFunction;
import java.util.random.RandomGenerator;
import java.util.stream.Collectors;

/**
 * Offers what waits to who is there, as routing's matcher does: it looks at the heads of queues in
 * which something changed or for which somebody got room, and behind them when nobody may be asked
 * for any of those.
 */
final class Offering {
  // As routing's matcher has them.
  private static final int HEADS_OF_EACH_QUEUE = 64;
  private static final int HEADS = 128;

  /** Who got room takes one of the first, nearly always: no others are looked at before. */
  private static final int FEW_HEADS = 8;

  private static final int DEEPEST = 1_024;
  private static final int QUIET_OFFERS = 4;
  private static final int ALL = 100;

  private final MemberIndex index;
  private final Waiting waiting;
  private final Crew crew;
  private final Told told;
  private final PlanningWaves planning;
  private final Set<QueueKey> changed = new HashSet<>();
  private final Set<UUID> freed = new HashSet<>();
  private long made;

  /** Is told what was sent. */
  interface Told {
    /** A wave was sent, after which the route is so. */
    void sent(Running running, Route after);

    /** One of its offers. */
    void offer(Running running, Offer offer, Tier tier);
  }

  Offering(
      MemberIndex index,
      Waiting waiting,
      Crew crew,
      ToIntFunction<Route> waveSize,
      Told told,
      RandomGenerator chance) {
    this.index = index;
    this.waiting = waiting;
    this.crew = crew;
    this.told = told;
    this.planning = new PlanningWaves(index, waveSize, chance);
  }

  /** Something waits in that queue. */
  void look(QueueKey queue) {
    changed.add(queue);
  }

  /** That member has room, or came. */
  void free(UUID member) {
    freed.add(member);
  }

  /**
   * Makes the offers that can be made.
   *
   * @param unpaid whether contractors cannot be paid now
   */
  void make(Instant now, Policy policy, boolean unpaid) {
    if (changed.isEmpty() && freed.isEmpty()) {
      return;
    }
    Set<QueueKey> due = new HashSet<>(changed);
    if (!freed.isEmpty()) {
      due.addAll(waiting.of(queue -> index.suits(asked(queue, unpaid), freed)));
    }
    changed.clear();
    freed.clear();
    due.removeIf(queue -> !index.hasCandidates(asked(queue, unpaid)));
    int most = FEW_HEADS;
    while (!due.isEmpty()) {
      List<Running> heads = waiting.heads(due, 0, Math.min(most, HEADS_OF_EACH_QUEUE), most);
      if (send(heads, now, policy, unpaid) == 0) {
        boolean all = heads.size() < Math.min(most, HEADS_OF_EACH_QUEUE);
        if (all || (most == HEADS && !behind(due, now, policy, unpaid))) {
          return;
        }
        most = HEADS;
      }
      due.removeIf(queue -> !index.hasCandidates(asked(queue, unpaid)));
    }
  }

  private boolean behind(Set<QueueKey> due, Instant now, Policy policy, boolean unpaid) {
    for (int skipped = 0; skipped < DEEPEST; skipped += HEADS) {
      List<Running> heads = waiting.heads(due, skipped, HEADS, HEADS);
      if (send(heads, now, policy, unpaid) > 0) {
        return true;
      }
      if (heads.size() < HEADS) {
        return false;
      }
    }
    return false;
  }

  private static QueueKey asked(QueueKey queue, boolean unpaid) {
    return unpaid ? queue.withoutContractors() : queue;
  }

  private int send(List<Running> heads, Instant now, Policy policy, boolean unpaid) {
    if (heads.isEmpty()) {
      return 0;
    }
    Instant missedSince = now.minusSeconds(QUIET_OFFERS * (long) policy.offerSeconds());
    Map<UUID, Running> byId =
        heads.stream().collect(Collectors.toMap(each -> each.asked.id(), Function.identity()));
    Map<UUID, Set<UUID>> excluded = new HashMap<>();
    heads.stream()
        .filter(each -> each.route.wave() > 0)
        .forEach(each -> excluded.put(each.asked.id(), each.excluded(missedSince)));
    List<Wave> waves =
        planning.plan(
            heads.stream().map(each -> each.route).toList(),
            excluded,
            unpaid ? Set.of(heads.getFirst().route.community()) : Set.of(),
            now);
    int sent = 0;
    Set<UUID> asked = new HashSet<>();
    for (Wave wave : waves) {
      Running running = byId.get(wave.route().id());
      if (running != null) {
        sent += send(wave, running, asked, now, policy);
      }
    }
    return sent;
  }

  private int send(Wave wave, Running running, Set<UUID> asked, Instant now, Policy policy) {
    List<Ranking.Ranked> next = wave.next(asked);
    next.forEach(wave::grant);
    if (next.isEmpty()) {
      return 0;
    }
    Instant deadline = now.plusSeconds(policy.offerSeconds());
    Route before = wave.route();
    Route sent = wave.sent(deadline);
    List<Offer> offers = new ArrayList<>();
    for (Ranking.Ranked each : next) {
      crew.holds(each.memberId());
      offers.add(
          new Offer(
              new UUID(1, ++made),
              before.community(),
              before.id(),
              each.memberId(),
              sent.round(),
              sent.wave(),
              OfferState.OFFERED,
              1,
              EarningRules.share(before.demand().reward(), ALL),
              ALL,
              now,
              deadline,
              null,
              null));
    }
    told.sent(running, sent);
    offers.forEach(offer -> told.offer(running, offer, crew.member(offer.memberId()).tier()));
    return offers.size();
  }
}
