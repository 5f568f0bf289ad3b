package dev.crowdline.sla.whatif.domain;

import dev.crowdline.contracts.SlaClock;
import dev.crowdline.contracts.Tier;
import dev.crowdline.routing.assignments.domain.Assignment;
import dev.crowdline.routing.offers.domain.Offer;
import dev.crowdline.routing.routes.domain.QueueKey;
import dev.crowdline.routing.routes.domain.Route;
import dev.crowdline.sla.clocks.domain.Judged;
import dev.crowdline.sla.clocks.domain.RequestClocks;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** A request in a replay: its route and its clocks, and who was asked. Of one thread. */
final class Running {
  final Asked asked;
  final Map<UUID, Offer> live = new LinkedHashMap<>();
  final Map<UUID, Tier> tiers = new HashMap<>();

  Route route;
  RequestClocks clocks;
  @Nullable Assignment active;

  /** Where it waits; null while it does not. */
  @Nullable QueueKey queue;

  /** For when looks at its route and at its clocks are noted. */
  @Nullable Instant routeLook;

  @Nullable Instant clockLook;
  boolean listed;
  int answers;

  private final Map<UUID, Integer> offered = new HashMap<>();
  private final Map<UUID, Integer> worked = new HashMap<>();

  /** Who is not asked again in this round, and who missed an offer, since when. */
  private final Set<UUID> refused = new HashSet<>();

  private final Map<UUID, Instant> missed = new HashMap<>();
  private @Nullable Instant takenAt;
  private @Nullable Instant answeredAt;
  private @Nullable Assignment answer;
  private boolean confirmed;
  private boolean exhausted;
  private int offers;
  private int steps;

  Running(Asked asked, Route route, RequestClocks clocks) {
    this.asked = asked;
    this.route = route;
    this.clocks = clocks;
  }

  /** Who must not be asked now. */
  Set<UUID> excluded(Instant missedSince) {
    Set<UUID> excluded = new HashSet<>(refused);
    live.values().forEach(offer -> excluded.add(offer.memberId()));
    missed.forEach((member, at) -> {
      if (at.isAfter(missedSince)) {
        excluded.add(member);
      }
    });
    return excluded;
  }

  /** Offers to others than that one. */
  List<Offer> others(Offer offer) {
    List<Offer> others = new ArrayList<>(live.values());
    others.remove(offer);
    return others;
  }

  /** How often that member was offered it before; counts this time. */
  int offered(UUID member, Tier tier) {
    offers++;
    tiers.put(member, tier);
    return offered.merge(member, 1, Integer::sum) - 1;
  }

  /** How often that member worked on it before; counts this time. */
  int worked(UUID member) {
    return worked.merge(member, 1, Integer::sum) - 1;
  }

  void refused(UUID member) {
    refused.add(member);
  }

  void missed(UUID member, Instant at) {
    missed.put(member, at);
  }

  void newRound() {
    refused.clear();
    missed.clear();
    confirmed = false;
  }

  void taken(Instant at) {
    takenAt = takenAt == null ? at : takenAt;
  }

  void answered(Assignment by, Instant at) {
    answer = by;
    answeredAt = answeredAt == null ? at : answeredAt;
  }

  void confirmed() {
    confirmed = true;
  }

  void exhausted() {
    exhausted = true;
  }

  void stepped() {
    steps++;
  }

  /** What became of it so far. */
  Course course() {
    Map<SlaClock, Boolean> met = new EnumMap<>(SlaClock.class);
    for (SlaClock clock : SlaClock.all()) {
      Judged said = clocks.judged(clock);
      if (said.breachedAt() != null) {
        met.put(clock, false);
      } else if (said.metAt() != null) {
        met.put(clock, true);
      }
    }
    Assignment paid = confirmed ? answer : null;
    return new Course(
        met,
        since(takenAt),
        since(answeredAt),
        answer == null ? null : answer.tier(),
        offers,
        steps,
        exhausted,
        paid == null || paid.price() != null ? 0 : paid.reward(),
        paid == null || paid.price() == null ? 0 : paid.price().cents());
  }

  private @Nullable Duration since(@Nullable Instant then) {
    return then == null ? null : Duration.between(asked.at(), then);
  }
}
