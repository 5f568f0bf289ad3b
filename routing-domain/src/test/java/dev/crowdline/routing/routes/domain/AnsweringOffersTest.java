package dev.crowdline.routing.routes.domain;

import static dev.crowdline.routing.routes.domain.Samples.MEMBER;
import static dev.crowdline.routing.routes.domain.Samples.at;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.crowdline.contracts.Pace;
import dev.crowdline.contracts.Policy;
import dev.crowdline.contracts.Tier;
import dev.crowdline.routing.assignments.domain.Assignment;
import dev.crowdline.routing.members.domain.Member;
import dev.crowdline.routing.offers.domain.Offer;
import dev.crowdline.routing.offers.domain.OfferState;
import dev.crowdline.support.commands.Command;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

class AnsweringOffersTest {
  private static final Policy POLICY = Policy.of(Pace.PRODUCT);
  private static final Instant NOW = at(600);
  private static final UUID OTHER = new UUID(2, 2);
  private static final Member ME = Samples.member(MEMBER, Tier.COMMUNITY);

  /** The n-th offer is of the n-th route and becomes the n-th work. */
  private static UUID offerId(long n) {
    return new UUID(1, n);
  }

  private static UUID workId(long n) {
    return new UUID(4, n);
  }

  private static Offer offer(long n, OfferState state, UUID member) {
    return new Offer(
        offerId(n),
        "demo",
        new UUID(3, n),
        member,
        1,
        2,
        state,
        1,
        100,
        100,
        at(500),
        at(700),
        null,
        null);
  }

  private static Offer another(long n) {
    Offer mine = offer(n, OfferState.OFFERED, OTHER);
    return new Offer(
        new UUID(5, n),
        mine.community(),
        mine.routeId(),
        OTHER,
        mine.round(),
        mine.wave(),
        mine.state(),
        mine.version(),
        mine.reward(),
        mine.share(),
        mine.offeredAt(),
        mine.deadline(),
        null,
        null);
  }

  private static Route route(long n, RouteState state, Demand demand) {
    return Samples.route(new UUID(3, n), state, demand, null);
  }

  private static OfferStanding standing(long n, OfferState state) {
    return new OfferStanding(
        route(n, new RouteState.Offered(2), Samples.demand()),
        offer(n, state, MEMBER),
        List.of(another(n)),
        List.of(),
        POLICY);
  }

  /** Somebody took the route of the offer. */
  private static OfferStanding taken(long n, OfferState state, UUID by) {
    Assignment work =
        Assignment.taken(
            workId(9),
            "demo",
            new UUID(3, n),
            by,
            by.equals(MEMBER) ? offerId(n) : new UUID(5, n),
            Tier.COMMUNITY,
            1,
            100,
            100,
            at(550),
            Duration.ofSeconds(1_000),
            Duration.ofSeconds(2_000),
            null);
    return new OfferStanding(
        route(n, new RouteState.Assigned(work.id()), Samples.demand()),
        offer(n, state, MEMBER),
        List.of(),
        List.of(work),
        POLICY);
  }

  private static Command<Key, OfferStanding, Outcome> accept(long n) {
    return new Command<>(
        new Key("demo", offerId(n)),
        new Refusal.Unknown("offer", offerId(n)),
        (standing, now) -> AnsweringOffers.accept(standing, ME, workId(n), now));
  }

  private static Command<Key, OfferStanding, Outcome> decline(long n) {
    return new Command<>(
        new Key("demo", offerId(n)),
        new Refusal.Unknown("offer", offerId(n)),
        (standing, now) -> AnsweringOffers.decline(standing, ME, "no time", now));
  }

  private static List<Outcome> decide(
      List<Command<Key, OfferStanding, Outcome>> commands, OfferStanding... rows) {
    Map<Key, OfferStanding> byOffer =
        Stream.of(rows).collect(Collectors.toMap(s -> new Key("demo", s.offer().id()), s -> s));
    return Command.decide(commands, byOffer, s -> s.route().id(), NOW);
  }

  @Test
  @DisplayName("accepts of one list are decided each by itself, in their order")
  void manyAccepts() {
    OfferStanding higher =
        new OfferStanding(
            route(6, new RouteState.Offered(1), Samples.demand().raised(Tier.SPECIALIST)),
            offer(6, OfferState.OFFERED, MEMBER),
            List.of(),
            List.of(),
            POLICY);
    List<Outcome> outcomes =
        decide(
            List.of(accept(4), accept(1), accept(7), accept(2), accept(3), accept(5), accept(6)),
            standing(1, OfferState.OFFERED),
            standing(2, OfferState.EXPIRED),
            taken(3, OfferState.WITHDRAWN, OTHER),
            standing(4, OfferState.OFFERED),
            standing(5, OfferState.DECLINED),
            higher);
    assertThat(outcomes)
        .satisfiesExactly(
            first -> assertTaken(first, 4),
            second -> assertTaken(second, 1),
            third -> assertThat(third).isEqualTo(new Refusal.Unknown("offer", offerId(7))),
            fourth -> assertThat(fourth).isInstanceOf(Refusal.Over.class),
            fifth ->
                assertThat(fifth)
                    .isEqualTo(
                        new Refusal.AlreadyTaken(
                            "somebody else was faster; the offer is WITHDRAWN")),
            sixth ->
                assertThat(sixth)
                    .isEqualTo(
                        new Refusal.NotInThisState(
                            "the offer", "DECLINED", "it was declined before")),
            seventh -> assertThat(seventh).isEqualTo(new Refusal.Unknown("offer", offerId(6))));
  }

  private static void assertTaken(Outcome outcome, long n) {
    Assignment work =
        Assignment.taken(
            workId(n),
            "demo",
            new UUID(3, n),
            MEMBER,
            offerId(n),
            Tier.COMMUNITY,
            1,
            100,
            100,
            NOW,
            Duration.ofSeconds(POLICY.firstActionSeconds()),
            Duration.ofSeconds(POLICY.completionSeconds()),
            null);
    RouteState.Offered from = new RouteState.Offered(2);
    assertThat(outcome)
        .isEqualTo(
            new Decision(
                workId(n),
                List.of(
                    new Change.Moved(
                        route(n, from, Samples.demand())
                            .assigned(from, workId(n), work.nextLook(POLICY.warningPercent()))),
                    new Change.Taken(
                        Change.Taken.By.ACCEPT,
                        work,
                        ME.alias(),
                        List.of(offer(n, OfferState.OFFERED, MEMBER)),
                        List.of(another(n))))));
  }

  @Test
  @DisplayName("an accept and a decline of different routes go together")
  void bothAnswers() {
    List<Outcome> outcomes =
        decide(
            List.of(decline(1), accept(2), decline(3), decline(4)),
            standing(1, OfferState.OFFERED),
            standing(2, OfferState.OFFERED),
            standing(3, OfferState.EXPIRED),
            standing(4, OfferState.WITHDRAWN));
    assertThat(outcomes)
        .satisfiesExactly(
            first ->
                assertThat(first)
                    .isEqualTo(
                        new Decision(
                            offerId(1),
                            List.of(
                                new Change.Declined(
                                    offer(1, OfferState.OFFERED, MEMBER), "no time"),
                                new Change.Moved(
                                    route(1, new RouteState.Offered(2), Samples.demand())
                                        .offersEnded(1, NOW))))),
            second -> assertTaken(second, 2),
            third -> assertThat(third).isInstanceOf(Refusal.Over.class),
            fourth ->
                assertThat(fourth)
                    .isEqualTo(
                        new Refusal.NotInThisState(
                            "the offer", "WITHDRAWN", "only a live offer can be declined")));
  }

  @Test
  @DisplayName("P2: two offers of one route are never decided together")
  void notOneRouteTwice() {
    OfferStanding mine = standing(1, OfferState.OFFERED);
    OfferStanding same =
        new OfferStanding(
            mine.route(), offer(2, OfferState.OFFERED, MEMBER), List.of(), List.of(), POLICY);
    assertThatThrownBy(() -> decide(List.of(accept(1), accept(2)), mine, same))
        .isInstanceOf(IllegalArgumentException.class);
  }

  @Test
  @DisplayName("who asks again has the same work, and nothing changes")
  void acceptedBefore() {
    assertThat(decide(List.of(accept(1)), taken(1, OfferState.ACCEPTED, MEMBER)))
        .containsExactly(Decision.done(workId(9)));
  }

  @Test
  @DisplayName("an offer to somebody else is unknown")
  void notMine() {
    OfferStanding theirs =
        new OfferStanding(
            route(1, new RouteState.Offered(1), Samples.demand()),
            offer(1, OfferState.OFFERED, OTHER),
            List.of(),
            List.of(),
            POLICY);
    Refusal unknown = new Refusal.Unknown("offer", offerId(1));
    assertThat(decide(List.of(accept(1)), theirs)).containsExactly(unknown);
    assertThat(decide(List.of(decline(1)), theirs)).containsExactly(unknown);
  }

  @Test
  @DisplayName("the last no after the last step leaves a route that is exhausted")
  void lastNo() {
    OfferStanding last =
        new OfferStanding(
            route(1, new RouteState.Offered(1), Samples.lastDemand()),
            offer(1, OfferState.OFFERED, MEMBER),
            List.of(),
            List.of(),
            POLICY);
    Outcome outcome = decide(List.of(decline(1)), last).getFirst();
    Route after = last.route().offersEnded(1, NOW);
    assertThat(outcome)
        .isEqualTo(
            new Decision(
                offerId(1),
                List.of(
                    new Change.Declined(last.offer(), "no time"),
                    new Change.Moved(after),
                    new Change.Exhausted(after))));
  }
}
