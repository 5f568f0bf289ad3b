package dev.crowdline.routing.matching.domain;

import dev.crowdline.routing.matching.domain.Ranking.Ranked;
import dev.crowdline.routing.routes.domain.QueueKey;
import dev.crowdline.routing.routes.domain.Route;
import dev.crowdline.routing.routes.domain.RouteState;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.function.ToIntFunction;
import java.util.random.RandomGenerator;

/** Decides which members get which route's wave, from what is known in memory. */
public final class PlanningWaves {
  private final MemberIndex index;
  private final ToIntFunction<Route> waveSize;
  private final RandomGenerator chance;

  /**
   * @param waveSize how many members a route asks at once
   */
  public PlanningWaves(MemberIndex index, ToIntFunction<Route> waveSize, RandomGenerator chance) {
    this.index = index;
    this.waveSize = waveSize;
    this.chance = chance;
  }

  /**
   * The waves of a batch; a member is in at most one of them.
   *
   * @param routes those to be served first in front
   * @param excluded by route, who must not be asked for it now
   * @param unpaid communities that cannot pay a contractor now
   */
  public List<Wave> plan(
      List<Route> routes, Map<UUID, Set<UUID>> excluded, Set<String> unpaid, Instant now) {
    Set<UUID> taken = new HashSet<>();
    List<Wave> waves = new ArrayList<>();
    for (Route route : routes) {
      // A preferred member in another wave of this batch: the next look asks that member alone.
      if (!(route.state() instanceof RouteState.Open from)
          || taken.contains(route.preferredMember())) {
        continue;
      }
      Set<UUID> without = new HashSet<>(taken);
      without.addAll(excluded.getOrDefault(route.id(), Set.of()));
      MemberIndex.Candidates candidates =
          index.candidates(queue(route, unpaid), without, route.preferredMember(), chance);
      if (!candidates.drawn().isEmpty()) {
        Wave wave = wave(route, from, candidates, now);
        taken.addAll(wave.favourites());
        waves.add(wave);
      }
    }
    return waves;
  }

  private static QueueKey queue(Route route, Set<String> unpaid) {
    QueueKey queue = QueueKey.of(route);
    return unpaid.contains(route.community()) ? queue.withoutContractors() : queue;
  }

  private Wave wave(
      Route route, RouteState.Open from, MemberIndex.Candidates candidates, Instant now) {
    List<Ranked> ranking = Ranking.rank(route, candidates.drawn(), now);
    List<Ranked> alone =
        ranking.stream().filter(r -> r.memberId().equals(route.preferredMember())).toList();
    if (!alone.isEmpty()) {
      return new Wave(route, from, alone, candidates.eligible(), 1);
    }
    int open = Math.max(1, waveSize.applyAsInt(route) - route.liveOffers());
    return new Wave(route, from, ranking, candidates.eligible(), open);
  }
}
