package dev.crowdline.routing.routes.domain;

import dev.crowdline.contracts.Need;
import dev.crowdline.contracts.Priority;
import dev.crowdline.contracts.Tier;
import dev.crowdline.contracts.Turn;
import dev.crowdline.routing.members.domain.Member;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** Routes to test with. */
public final class Samples {
  public static final Instant SUBMITTED = Instant.parse("2026-11-22T10:00:00Z");
  public static final UUID ID = UUID.fromString("019a0000-0000-7000-8000-000000000001");
  public static final UUID ASSIGNMENT = UUID.fromString("019a0000-0000-7000-8000-000000000002");
  public static final UUID MEMBER = UUID.fromString("019a0000-0000-7000-8000-000000000003");

  private Samples() {}

  /** A moment so many seconds after the submission. */
  public static Instant at(long seconds) {
    return SUBMITTED.plusSeconds(seconds);
  }

  /** A route that needs these skills and stands in that state, due at +30 s unless closed. */
  public static Route route(RouteState state, Demand demand, Need... needs) {
    return route(state, demand, null, needs);
  }

  /** The same, preferring a member. */
  public static Route route(
      RouteState state, Demand demand, @Nullable UUID preferred, Need... needs) {
    return route(ID, state, demand, preferred, needs);
  }

  /** The same of another request. */
  public static Route route(
      UUID id, RouteState state, Demand demand, @Nullable UUID preferred, Need... needs) {
    return new Route(
        new Route.Origin(
            id,
            "demo",
            true,
            "en",
            List.of(needs),
            "Robin",
            null,
            "Why?",
            SUBMITTED,
            null,
            null,
            0),
        demand,
        state,
        1,
        2,
        preferred,
        Turn.FIRST,
        state instanceof RouteState.Closed ? null : at(30));
  }

  /** A member who has accepted the terms and holds nothing. */
  public static Member member(UUID id, Tier tier) {
    return new Member(
        id,
        "demo",
        "alias",
        tier,
        List.of("en"),
        List.of(),
        List.of(),
        Map.of(),
        2,
        null,
        false,
        null,
        0,
        true,
        1,
        SUBMITTED,
        SUBMITTED);
  }

  /** What an ordinary request asks for. */
  public static Demand demand() {
    return Demand.of(Tier.COMMUNITY, Priority.NORMAL, 100);
  }

  /** The same after the last step of the plan. */
  public static Demand lastDemand() {
    return demand().escalated(new Demand.Escalation(5, "5", true, 0, 1, 100, 0));
  }
}
