package dev.crowdline.routing.routes.domain;

import static dev.crowdline.routing.routes.domain.Samples.ASSIGNMENT;
import static dev.crowdline.routing.routes.domain.Samples.MEMBER;
import static dev.crowdline.routing.routes.domain.Samples.at;
import static org.assertj.core.api.Assertions.assertThat;

import dev.crowdline.contracts.EarningRules;
import dev.crowdline.contracts.Need;
import dev.crowdline.contracts.Pace;
import dev.crowdline.contracts.Policy;
import dev.crowdline.contracts.Tier;
import dev.crowdline.routing.assignments.domain.Assignment;
import dev.crowdline.routing.offers.domain.Offer;
import dev.crowdline.routing.offers.domain.OfferState;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Every state with both commands. */
class SteeringTest {
  private static final Policy POLICY = Policy.of(Pace.PRODUCT);
  private static final Instant NOW = at(60);
  private static final List<Need> OTHER = List.of(new Need("radio", 4));

  private static Assignment work() {
    return Assignment.taken(
        ASSIGNMENT,
        "demo",
        Samples.ID,
        MEMBER,
        null,
        Tier.COMMUNITY,
        1,
        100,
        100,
        at(0),
        Duration.ofMinutes(10),
        Duration.ofHours(1),
        null);
  }

  private static Standing standing(String state) {
    return switch (state) {
      case "QUEUED" -> standing(new RouteState.Queued(), Samples.demand(), null);
      case "EXHAUSTED" -> standing(new RouteState.Exhausted(), Samples.lastDemand(), null);
      case "OFFERED" -> offered(Samples.demand());
      case "OFFERED, NO STEP LEFT" -> offered(Samples.lastDemand());
      case "ASSIGNED" -> standing(new RouteState.Assigned(ASSIGNMENT), Samples.demand(), work());
      case "PAUSED" ->
          standing(new RouteState.Assigned(ASSIGNMENT), Samples.demand(), work().paused(at(30)));
      case "ANSWERED" -> standing(new RouteState.Closed(false), Samples.demand(), null);
      default -> standing(new RouteState.Closed(true), Samples.demand(), null);
    };
  }

  private static Standing standing(RouteState state, Demand demand, @Nullable Assignment active) {
    return new Standing(
        Samples.route(state, demand, new Need("tv", 2)),
        List.of(),
        Map.of(),
        active,
        POLICY,
        EarningRules.of(POLICY));
  }

  private static Standing offered(Demand demand) {
    Offer offer =
        new Offer(
            new UUID(9, 1),
            "demo",
            Samples.ID,
            MEMBER,
            1,
            1,
            OfferState.OFFERED,
            1,
            100,
            100,
            at(0),
            at(120),
            null,
            null);
    return new Standing(
        Samples.route(new RouteState.Offered(1), demand, new Need("tv", 2)),
        List.of(offer),
        Map.of(),
        null,
        POLICY,
        EarningRules.of(POLICY));
  }

  private static List<String> names(Outcome outcome) {
    return outcome instanceof Decision decision
        ? decision.changes().stream().map(change -> change.getClass().getSimpleName()).toList()
        : List.of(outcome.getClass().getSimpleName());
  }

  @ParameterizedTest
  @CsvSource({
    "QUEUED, NeedsChanged Moved",
    "EXHAUSTED, NeedsChanged Moved",
    "OFFERED, NeedsChanged Withdrawn Moved Queued",
    "'OFFERED, NO STEP LEFT', NeedsChanged Withdrawn Moved Queued Exhausted",
    "ASSIGNED, NeedsChanged Moved WorkConcerned",
    "PAUSED, NeedsChanged Moved WorkConcerned",
    "ANSWERED, NotInThisState",
    "FINISHED, NotInThisState"
  })
  void otherNeedsInEveryState(String state, String changes) {
    assertThat(names(Steering.needs(standing(state), OTHER, "en", NOW)))
        .containsExactly(changes.split(" "));
  }

  @ParameterizedTest
  @CsvSource({
    "QUEUED, NotInThisState",
    "EXHAUSTED, NotInThisState",
    "OFFERED, NotInThisState",
    "ASSIGNED, Moved TimeGiven",
    "PAUSED, Moved TimeGiven",
    "ANSWERED, NotInThisState",
    "FINISHED, NotInThisState"
  })
  void moreTimeInEveryState(String state, String changes) {
    assertThat(names(Steering.giveTime(standing(state), Duration.ofMinutes(5), "why", NOW)))
        .containsExactly(changes.split(" "));
  }

  @Test
  @DisplayName("what was widened is over: the levels are those that were said")
  void atTheirLevels() {
    Demand widened =
        Samples.demand().escalated(new Demand.Escalation(1, "widen", false, 2, 1, 100, 0));
    Standing standing = standing(new RouteState.Queued(), widened, null);
    Outcome outcome = Steering.needs(standing, OTHER, "en", NOW);
    assertThat(((Decision) outcome).changes())
        .filteredOn(Change.Moved.class::isInstance)
        .singleElement()
        .satisfies(moved -> assertThat(((Change.Moved) moved).after().needed()).isEqualTo(OTHER));
  }

  @Test
  void theSameNeedsChangeNothing() {
    Standing standing = standing("OFFERED");
    Outcome same =
        Steering.needs(
            standing, standing.route().origin().needs(), standing.route().origin().language(), NOW);
    assertThat(names(same)).isEmpty();
  }

  @Test
  @DisplayName("more time is for beginning and answering, and ends a day from now")
  void howMuch() {
    Outcome given = Steering.giveTime(standing("ASSIGNED"), Duration.ofMinutes(5), "why", NOW);
    assertThat(((Decision) given).changes())
        .filteredOn(Change.TimeGiven.class::isInstance)
        .singleElement()
        .satisfies(change -> {
          Assignment after = ((Change.TimeGiven) change).after();
          assertThat(after.firstActionDue()).isEqualTo(at(900));
          assertThat(after.completionDue()).isEqualTo(at(3900));
          assertThat(after.extended()).isZero();
          assertThat(after.moreTime()).isEqualTo("why");
        });
    Duration left = Duration.ofDays(1).minusSeconds(3600 - 60);
    assertThat(names(Steering.giveTime(standing("ASSIGNED"), left, "why", NOW))).hasSize(2);
    assertThat(names(Steering.giveTime(standing("ASSIGNED"), left.plusSeconds(1), "why", NOW)))
        .containsExactly("NotNow");
  }
}
