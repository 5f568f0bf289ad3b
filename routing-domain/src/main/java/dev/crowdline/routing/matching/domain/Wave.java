package dev.crowdline.routing.matching.domain;

import dev.crowdline.routing.matching.domain.Ranking.Ranked;
import dev.crowdline.routing.routes.domain.Route;
import dev.crowdline.routing.routes.domain.RouteState;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Set;
import java.util.UUID;

/**
 * The members that one route asks at once: first as ranked, then those whose slot was granted. Of
 * one thread.
 */
public final class Wave {
  private final Route route;
  private final RouteState.Open from;
  private final Deque<Ranked> ranking;
  private final int considered;
  private final List<Ranked> granted = new ArrayList<>();
  private int open;

  /**
   * @param considered how many could have been asked
   * @param open how many are asked at most
   */
  Wave(Route route, RouteState.Open from, List<Ranked> ranking, int considered, int open) {
    this.route = route;
    this.from = from;
    this.ranking = new ArrayDeque<>(ranking);
    this.considered = considered;
    this.open = open;
  }

  /** The route as it was when the wave was planned. */
  public Route route() {
    return route;
  }

  /** How many could have been asked. */
  public int considered() {
    return considered;
  }

  /** Those the ranking would have asked, if every slot is granted. */
  List<UUID> favourites() {
    return ranking.stream().limit(open).map(Ranked::memberId).toList();
  }

  /**
   * Takes the next best for the places that are left.
   *
   * @param asked members who are asked already, whatever for; those taken here are added
   */
  public List<Ranked> next(Set<UUID> asked) {
    List<Ranked> next = new ArrayList<>();
    while (next.size() < open && !ranking.isEmpty()) {
      Ranked best = ranking.removeFirst();
      if (asked.add(best.memberId())) {
        next.add(best);
      }
    }
    return next;
  }

  /** A member's slot was granted. */
  public void grant(Ranked member) {
    granted.add(member);
    open--;
  }

  /** Whose slots were granted, in that order. */
  public List<Ranked> granted() {
    return List.copyOf(granted);
  }

  /**
   * The route with this wave sent; it prefers nobody any more when others than the preferred member
   * are asked.
   */
  public Route sent(Instant deadline) {
    UUID preferred = route.preferredMember();
    boolean alone = granted.size() == 1 && granted.getFirst().memberId().equals(preferred);
    Route turn = preferred == null || alone ? route : route.preferringNobody();
    return turn.offered(from, granted.size(), deadline);
  }
}
