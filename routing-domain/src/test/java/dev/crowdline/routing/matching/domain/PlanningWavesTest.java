package dev.crowdline.routing.matching.domain;

import static dev.crowdline.routing.matching.domain.Members.IDLE_SINCE;
import static dev.crowdline.routing.matching.domain.Members.member;
import static dev.crowdline.routing.routes.domain.Samples.demand;
import static org.assertj.core.api.Assertions.assertThat;

import dev.crowdline.contracts.Need;
import dev.crowdline.contracts.Turn;
import dev.crowdline.routing.matching.domain.Ranking.Ranked;
import dev.crowdline.routing.routes.domain.Route;
import dev.crowdline.routing.routes.domain.RouteState;
import java.time.Instant;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

class PlanningWavesTest {
  private static final Instant NOW = IDLE_SINCE.plusSeconds(600);
  private static final Instant DEADLINE = NOW.plusSeconds(60);
  private static final int WAVE_SIZE = 2;

  private final MemberIndex index = new MemberIndex();
  private final PlanningWaves planning =
      new PlanningWaves(index, route -> WAVE_SIZE, new Random(1));

  /** A route that needs tv; the member with the lower number is ranked higher. */
  private static Route route(long number, RouteState state, @Nullable UUID preferred) {
    return new Route(
        new Route.Origin(
            new UUID(1, number),
            "demo",
            true,
            "en",
            List.of(new Need("tv", 1)),
            "Robin",
            null,
            "Why?",
            IDLE_SINCE,
            null,
            null,
            0),
        demand(),
        state,
        1,
        0,
        preferred,
        Turn.FIRST,
        NOW);
  }

  private static Route queued(long number) {
    return route(number, new RouteState.Queued(), null);
  }

  private void present(long... numbers) {
    for (long number : numbers) {
      index.put(member(number).get(), true);
      index.setPresent(member(number).id(), true);
    }
  }

  private List<Wave> plan(Route... routes) {
    return planning.plan(List.of(routes), Map.of(), Set.of(), NOW);
  }

  private static List<Long> next(Wave wave) {
    return numbers(wave.next(new HashSet<>()));
  }

  private static List<Long> numbers(List<Ranked> members) {
    return members.stream().map(r -> r.memberId().getLeastSignificantBits()).toList();
  }

  private static UUID id(long number) {
    return member(number).id();
  }

  @Test
  @DisplayName("the first routes get the best members, and no member is in two waves")
  void eachMemberOnce() {
    present(1, 2, 3);
    List<Wave> waves = plan(queued(1), queued(2), queued(3));
    assertThat(waves).extracting(Wave::route).containsExactly(queued(1), queued(2));
    assertThat(next(waves.getFirst())).containsExactly(1L, 2L);
    assertThat(next(waves.getLast())).containsExactly(3L);
    assertThat(waves).extracting(Wave::considered).containsExactly(3, 1);
  }

  @Test
  @DisplayName("who is excluded from a route is free for the next one")
  void excluded() {
    present(1, 2);
    List<Wave> waves =
        planning.plan(
            List.of(queued(1), queued(2)), Map.of(queued(1).id(), Set.of(id(1))), Set.of(), NOW);
    assertThat(next(waves.getFirst())).containsExactly(2L);
    assertThat(next(waves.getLast())).containsExactly(1L);
  }

  @Test
  @DisplayName("no wave without anybody to ask, nor for a route that is not open")
  void noWave() {
    assertThat(plan(queued(1))).isEmpty();
    present(1);
    assertThat(
            plan(
                route(1, new RouteState.Assigned(new UUID(2, 1)), null),
                route(2, new RouteState.Closed(true), null)))
        .isEmpty();
  }

  @Test
  @DisplayName("a wave has room for what the live offers leave of its size, and at least for one")
  void room() {
    present(1, 2, 3);
    assertThat(next(plan(route(1, new RouteState.Offered(1), null)).getFirst()))
        .containsExactly(1L);
    assertThat(next(plan(route(1, new RouteState.Offered(WAVE_SIZE + 1), null)).getFirst()))
        .containsExactly(1L);
    assertThat(next(plan(route(1, new RouteState.Exhausted(), null)).getFirst()))
        .containsExactly(1L, 2L);
  }

  @Test
  @DisplayName("a preferred member who is there is asked alone, and everybody when not")
  void preferred() {
    present(1, 2);
    Wave alone = plan(route(1, new RouteState.Queued(), id(2))).getFirst();
    assertThat(next(alone)).containsExactly(2L);
    assertThat(next(alone)).as("nobody replaces the preferred member").isEmpty();
    assertThat(next(plan(route(1, new RouteState.Queued(), id(9))).getFirst()))
        .containsExactly(1L, 2L);
  }

  @Test
  @DisplayName("a route whose preferred member is in another wave of the batch waits for the next")
  void preferredIsTaken() {
    present(1, 2, 3);
    List<Wave> waves = plan(queued(1), route(2, new RouteState.Queued(), id(1)), queued(3));
    assertThat(waves).extracting(Wave::route).containsExactly(queued(1), queued(3));
  }

  @Test
  @DisplayName("who is not granted is replaced by the next best whom nobody asks yet")
  void replaced() {
    present(1, 2, 3, 4, 5);
    Wave wave = plan(queued(1)).getFirst();
    Set<UUID> asked = new HashSet<>(Set.of(id(2), id(4)));
    List<Ranked> first = wave.next(asked);
    assertThat(numbers(first)).containsExactly(1L, 3L);
    wave.grant(first.getLast());
    assertThat(numbers(wave.next(asked))).as("one place is left").containsExactly(5L);
    assertThat(wave.next(asked)).as("nobody is left").isEmpty();
    assertThat(asked).containsExactlyInAnyOrder(id(1), id(2), id(3), id(4), id(5));
    assertThat(numbers(wave.granted())).containsExactly(3L);
  }

  @Test
  @DisplayName("a full wave asks nobody more")
  void full() {
    present(1, 2, 3);
    Wave wave = plan(queued(1)).getFirst();
    wave.next(new HashSet<>()).forEach(wave::grant);
    assertThat(next(wave)).isEmpty();
  }

  @Test
  @DisplayName("a sent wave makes offers of the route, and prefers nobody once others are asked")
  void sent() {
    present(1, 2);
    Wave alone = plan(route(1, new RouteState.Queued(), id(2))).getFirst();
    alone.next(new HashSet<>()).forEach(alone::grant);
    Route preferring = alone.sent(DEADLINE);
    assertThat(preferring.state()).isEqualTo(new RouteState.Offered(1));
    assertThat(preferring.preferredMember()).isEqualTo(id(2));
    assertThat(preferring.dueAt()).isEqualTo(DEADLINE);

    Wave others = plan(route(1, new RouteState.Offered(1), id(9))).getFirst();
    others.next(new HashSet<>()).forEach(others::grant);
    Route open = others.sent(DEADLINE);
    assertThat(open.state()).isEqualTo(new RouteState.Offered(2));
    assertThat(open.preferredMember()).isNull();
    assertThat(open.wave()).isEqualTo(1);
  }
}
