package dev.crowdline.routing.matching;

import dev.crowdline.contracts.EarningRules;
import dev.crowdline.contracts.EarningRules.DailyCap;
import dev.crowdline.contracts.routing.OffersMade;
import dev.crowdline.routing.assignments.persistence.AssignmentTable;
import dev.crowdline.routing.matching.domain.MemberIndex;
import dev.crowdline.routing.matching.domain.Ranking.Ranked;
import dev.crowdline.routing.matching.domain.Wave;
import dev.crowdline.routing.members.persistence.LoadTable;
import dev.crowdline.routing.offers.domain.Offer;
import dev.crowdline.routing.offers.domain.OfferState;
import dev.crowdline.routing.offers.persistence.OfferTable;
import dev.crowdline.routing.routes.domain.Route;
import dev.crowdline.routing.routes.persistence.RouteTable;
import dev.crowdline.routing.telling.TellingMembers;
import dev.crowdline.support.database.Database;
import dev.crowdline.support.database.Tx;
import dev.crowdline.support.running.Ids;
import dev.crowdline.support.tenancy.Communities;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Instant;
import java.time.InstantSource;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.function.Function;
import java.util.stream.Collectors;

/**
 * Makes a batch of planned waves in one transaction: grants slots, stores the offers, states them,
 * and after the commit tells the members. Routes are locked first, then members.
 */
@ApplicationScoped
public class MakingWaves {
  /** Who was not granted is replaced from the ranking at most so often. */
  private static final int REPLACEMENTS = 2;

  /** The share of the reward of who is not slowed down, in percent. */
  private static final int ALL = 100;

  private final Database database;
  private final MemberIndex index;
  private final RouteTable routes;
  private final OfferTable offers;
  private final AssignmentTable assignments;
  private final LoadTable loads;
  private final Communities communities;
  private final TellingMembers telling;
  private final InstantSource clock;

  MakingWaves(
      Database database,
      MemberIndex index,
      RouteTable routes,
      OfferTable offers,
      AssignmentTable assignments,
      LoadTable loads,
      Communities communities,
      TellingMembers telling,
      InstantSource clock) {
    this.database = database;
    this.index = index;
    this.routes = routes;
    this.offers = offers;
    this.assignments = assignments;
    this.loads = loads;
    this.communities = communities;
    this.telling = telling;
    this.clock = clock;
  }

  /** Returns how many offers were made; a wave whose route has changed meanwhile is left out. */
  int make(List<Wave> planned) {
    return planned.isEmpty() ? 0 : database.transact(tx -> make(tx, planned));
  }

  private int make(Tx tx, List<Wave> planned) {
    Map<UUID, Route> locked =
        routes.lock(tx, planned.stream().map(w -> w.route().id()).toList()).stream()
            .collect(Collectors.toMap(Route::id, Function.identity()));
    List<Wave> waves =
        planned.stream().filter(w -> w.route().equals(locked.get(w.route().id()))).toList();
    Instant now = clock.instant();
    Collection<LoadTable.Load> changed = grant(tx, waves);
    return store(tx, waves.stream().filter(w -> !w.granted().isEmpty()).toList(), changed, now);
  }

  /** Only what was granted is stored. Returns the loads of those who got an offer. */
  private Collection<LoadTable.Load> grant(Tx tx, List<Wave> waves) {
    Map<UUID, Wave> byRoute =
        waves.stream().collect(Collectors.toMap(w -> w.route().id(), Function.identity()));
    Set<UUID> asked = new HashSet<>();
    Map<UUID, LoadTable.Load> changed = new HashMap<>();
    for (int attempt = 0; attempt <= REPLACEMENTS; attempt++) {
      Map<UUID, Ranked> next = new LinkedHashMap<>();
      List<LoadTable.Wanted> wanted = new ArrayList<>();
      for (Wave wave : waves) {
        for (Ranked member : wave.next(asked)) {
          next.put(member.memberId(), member);
          wanted.add(wanted(wave.route(), member));
        }
      }
      if (wanted.isEmpty()) {
        break;
      }
      // Members of the first attempt are held by now: nobody is waited for any more.
      List<LoadTable.Granted> all =
          attempt == 0 ? loads.reserve(tx, wanted) : loads.reserveUnlocked(tx, wanted);
      for (LoadTable.Granted granted : all) {
        Wave wave = byRoute.get(granted.routeId());
        Ranked member = next.remove(granted.load().memberId());
        if (wave != null && member != null) {
          wave.grant(member);
          changed.put(member.memberId(), granted.load());
        }
      }
      if (next.isEmpty()) {
        break;
      }
      // Who was thought free and is not.
      loads.read(tx, next.keySet()).forEach(this::remember);
    }
    return changed.values();
  }

  private static LoadTable.Wanted wanted(Route route, Ranked member) {
    return new LoadTable.Wanted(
        route.id(), route.community(), member.memberId(), route.demand().minimumTier());
  }

  private int store(Tx tx, List<Wave> waves, Collection<LoadTable.Load> changed, Instant now) {
    if (waves.isEmpty()) {
      return 0;
    }
    tx.afterCommit(() -> changed.forEach(this::remember));
    Map<UUID, Integer> shares = shares(tx, waves, now);
    List<Route> sent = new ArrayList<>();
    List<OfferTable.Ranked> made = new ArrayList<>();
    for (Wave wave : waves) {
      Instant deadline =
          now.plusSeconds(communities.policyOf(wave.route().community()).offerSeconds());
      Route route = wave.sent(deadline);
      List<OfferTable.Ranked> ofWave =
          wave.granted().stream()
              .map(member -> {
                int share = shares.getOrDefault(member.memberId(), ALL);
                return offer(route, member, share, wave.considered(), now, deadline);
              })
              .toList();
      sent.add(route);
      made.addAll(ofWave);
      tx.state(route.community(), route.id(), now, fact(route, ofWave, deadline));
      tx.afterCommit(() -> ofWave.forEach(r -> telling.offer(r.offer(), route)));
    }
    offers.add(tx, made);
    routes.save(tx, sent);
    return made.size();
  }

  /**
   * What the day's cap leaves members of rewards, in percent, for those whose community has one.
   * Nothing is read where none has.
   */
  private Map<UUID, Integer> shares(Tx tx, List<Wave> waves, Instant now) {
    Map<AssignmentTable.Holder, DailyCap> capped = new HashMap<>();
    for (Wave wave : waves) {
      String community = wave.route().community();
      DailyCap cap = communities.of(community).earning().cap();
      if (cap != null) {
        wave.granted()
            .forEach(member ->
                capped.put(new AssignmentTable.Holder(community, member.memberId()), cap));
      }
    }
    if (capped.isEmpty()) {
      return Map.of();
    }
    Map<UUID, Long> taken =
        assignments.takenSince(tx, capped.keySet(), now.truncatedTo(ChronoUnit.DAYS));
    return capped.entrySet().stream()
        .collect(
            Collectors.toMap(
                each -> each.getKey().memberId(),
                each -> each.getValue().share(taken.getOrDefault(each.getKey().memberId(), 0L))));
  }

  private static OfferTable.Ranked offer(
      Route route, Ranked member, int share, int considered, Instant now, Instant deadline) {
    Offer offer =
        new Offer(
            Ids.next(),
            route.community(),
            route.id(),
            member.memberId(),
            route.round(),
            route.wave(),
            OfferState.OFFERED,
            1,
            EarningRules.share(route.demand().reward(), share),
            share,
            now,
            deadline,
            null,
            null);
    return new OfferTable.Ranked(offer, member.score(), considered);
  }

  private static OffersMade fact(Route route, List<OfferTable.Ranked> made, Instant deadline) {
    return new OffersMade(
        route.wave(),
        route.round(),
        route.demand().reward(),
        deadline,
        made.stream().map(r -> new OffersMade.Made(r.offer().id(), r.offer().memberId())).toList());
  }

  private void remember(LoadTable.Load load) {
    index.setLoad(load.memberId(), load.load(), load.capacity(), load.idleSince());
  }
}
