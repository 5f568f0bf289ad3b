package dev.crowdline.routing.matching.domain;

import static dev.crowdline.routing.matching.domain.Members.IDLE_SINCE;
import static dev.crowdline.routing.matching.domain.Members.member;
import static dev.crowdline.routing.routes.domain.Samples.demand;
import static dev.crowdline.routing.routes.domain.Samples.route;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.crowdline.contracts.Need;
import dev.crowdline.contracts.Tier;
import dev.crowdline.routing.matching.domain.MemberIndex.Candidate;
import dev.crowdline.routing.offers.domain.Score;
import dev.crowdline.routing.routes.domain.Route;
import dev.crowdline.routing.routes.domain.RouteState;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class RankingTest {
  private static final Instant NOW = IDLE_SINCE.plusSeconds(600);
  private final Route route = route(new RouteState.Queued(), demand(), new Need("tv", 2));

  private static Candidate candidate(Members member, long idleSeconds) {
    return new Candidate(
        member.get(), member.load(), member.capacity(), NOW.minusSeconds(idleSeconds));
  }

  private List<Long> order(Route of, Candidate... candidates) {
    return Ranking.rank(of, List.of(candidates), NOW).stream()
        .map(r -> r.candidate().member().id().getLeastSignificantBits())
        .toList();
  }

  private static Score score(Route of, Candidate candidate) {
    return Ranking.rank(of, List.of(candidate), NOW).getFirst().score();
  }

  private double part(Candidate candidate, String name) {
    return score(route, candidate).parts().stream()
        .filter(p -> p.name().equals(name))
        .findFirst()
        .orElseThrow()
        .value();
  }

  @Test
  @DisplayName("the better, the longer idle, the freer, the cheaper comes first")
  void order() {
    Candidate plain = candidate(member(1), 60);
    assertThat(order(route, plain, candidate(member(2).skills(new Need("tv", 4)), 60)))
        .containsExactly(2L, 1L);
    assertThat(order(route, plain, candidate(member(2), 120))).containsExactly(2L, 1L);
    assertThat(order(route, candidate(member(2).holds(1, 2), 60), plain)).containsExactly(1L, 2L);
    assertThat(
            order(
                route,
                candidate(member(3).tier(Tier.SPECIALIST), 60),
                candidate(member(2).tier(Tier.CONTRACTOR), 60),
                plain))
        .containsExactly(1L, 2L, 3L);
  }

  @Test
  @DisplayName("who answered this customer before comes before an equal who did not")
  void preferred() {
    Route again = route(new RouteState.Queued(), demand(), member(2).id(), new Need("tv", 2));
    assertThat(order(again, candidate(member(1), 60), candidate(member(2), 60)))
        .containsExactly(2L, 1L);
  }

  @Test
  @DisplayName("equals: who was idle longer beyond what counts, then by id, in whatever order")
  void equals() {
    Candidate first = candidate(member(1), 7_200);
    Candidate second = candidate(member(2), 7_201);
    Candidate third = candidate(member(3), 7_201);
    assertThat(order(route, first, third, second)).containsExactly(2L, 3L, 1L);
    assertThat(order(route, third, second, first)).containsExactly(2L, 3L, 1L);
    assertThat(order(route)).isEmpty();
  }

  @Test
  @DisplayName("the parts explain the whole score: weights sum to 1, contributions to the value")
  void explained() {
    Score score = score(route, candidate(member(1).holds(1, 3).tier(Tier.CONTRACTOR), 900));
    assertThat(score.parts())
        .extracting(Score.Part::name)
        .containsExactly("proficiency", "idle", "room", "lastContributor", "tier");
    assertThat(score.parts().stream().mapToDouble(Score.Part::weight).sum())
        .isCloseTo(1, within(1e-9));
    assertThat(score.parts().stream().mapToDouble(Score.Part::contribution).sum())
        .isCloseTo(score.value(), within(1e-9));
    assertThat(score.parts())
        .allSatisfy(p -> {
          assertThat(p.value()).isBetween(0.0, 1.0);
          assertThat(p.because()).isNotBlank();
        });
    assertThat(score.value()).isCloseTo(0.24 + 0.125 + 0.1 + 0 + 0.05, within(1e-9));
  }

  @ParameterizedTest
  @CsvSource({"-5, 0", "0, 0", "900, 0.5", "1800, 1", "1801, 1", "90000, 1"})
  @DisplayName("idle time counts up to half an hour, and a clock that is ahead counts nothing")
  void idle(long seconds, double value) {
    assertThat(part(candidate(member(1), seconds), "idle")).isCloseTo(value, within(1e-9));
  }

  @Test
  @DisplayName("proficiency is the mean level in what is needed, whatever else somebody knows")
  void proficiency() {
    Members both = member(1).skills(new Need("tv", 5), new Need("wifi", 2), new Need("sim", 5));
    Route two = route(new RouteState.Queued(), demand(), new Need("tv", 1), new Need("wifi", 1));
    assertThat(score(two, candidate(both, 0)).parts().getFirst().value())
        .isCloseTo(3.5 / 5, within(1e-9));
    assertThat(
            score(route(new RouteState.Queued(), demand()), candidate(both, 0))
                .parts()
                .getFirst()
                .value())
        .as("nothing is needed")
        .isEqualTo(1);
  }

  @Test
  @DisplayName("a route of nobody's preference names no last contributor")
  void nobodyPreferred() {
    assertThat(part(candidate(member(1), 0), "lastContributor")).isZero();
    assertThat(new UUID(0, 1)).isEqualTo(member(1).id());
  }
}
