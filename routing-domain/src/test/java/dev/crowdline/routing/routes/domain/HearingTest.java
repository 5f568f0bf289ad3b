package dev.crowdline.routing.routes.domain;

import static dev.crowdline.routing.routes.domain.Samples.ASSIGNMENT;
import static dev.crowdline.routing.routes.domain.Samples.ID;
import static dev.crowdline.routing.routes.domain.Samples.MEMBER;
import static dev.crowdline.routing.routes.domain.Samples.at;
import static org.assertj.core.api.Assertions.assertThat;

import dev.crowdline.contracts.EarningRules;
import dev.crowdline.contracts.Pace;
import dev.crowdline.contracts.Policy;
import dev.crowdline.contracts.Priority;
import dev.crowdline.contracts.Tier;
import dev.crowdline.routing.assignments.domain.Assignment;
import dev.crowdline.routing.assignments.domain.Judged;
import dev.crowdline.routing.offers.domain.Offer;
import dev.crowdline.routing.offers.domain.OfferState;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class HearingTest {
  private static final Policy POLICY = Policy.of(Pace.PRODUCT);
  private static final Instant NOW = at(600);
  private static final UUID MESSAGE = new UUID(3, 1);
  private static final UUID OTHER = new UUID(2, 2);

  private static Standing standing(String state) {
    return switch (state) {
      case "QUEUED" -> standing(new RouteState.Queued(), Samples.demand(), null);
      case "OFFERED" -> offered(offer(1, MEMBER));
      case "ASSIGNED" -> standing(new RouteState.Assigned(ASSIGNMENT), Samples.demand(), work());
      case "PAUSED" ->
          standing(new RouteState.Assigned(ASSIGNMENT), Samples.demand(), work().paused(at(100)));
      case "EXHAUSTED" -> standing(new RouteState.Exhausted(), Samples.lastDemand(), null);
      case "ANSWERED" -> standing(new RouteState.Closed(false), Samples.demand(), null);
      case "FINISHED" -> standing(new RouteState.Closed(true), Samples.demand(), null);
      default -> throw new IllegalArgumentException(state);
    };
  }

  private static Standing standing(RouteState state, Demand demand, @Nullable Assignment active) {
    return new Standing(
        Samples.route(state, demand), List.of(), Map.of(), active, POLICY, EarningRules.of(POLICY));
  }

  private static Standing offered(Offer... live) {
    return new Standing(
        Samples.route(new RouteState.Offered(live.length), Samples.demand()),
        List.of(live),
        Map.of(MEMBER, Tier.COMMUNITY, OTHER, Tier.SPECIALIST),
        null,
        POLICY,
        EarningRules.of(POLICY));
  }

  private static Offer offer(long number, UUID member) {
    return new Offer(
        new UUID(1, number),
        "demo",
        ID,
        member,
        1,
        2,
        OfferState.OFFERED,
        1,
        100,
        100,
        at(500),
        at(700),
        null,
        null);
  }

  private static Assignment work() {
    return Assignment.taken(
        ASSIGNMENT,
        "demo",
        ID,
        MEMBER,
        null,
        Tier.COMMUNITY,
        1,
        100,
        100,
        at(50),
        Duration.ofSeconds(1_000),
        Duration.ofSeconds(10_000),
        null);
  }

  private static Heard heard(String what) {
    return switch (what) {
      case "customer wrote" -> new Heard.CustomerWrote(MESSAGE, "Hello?", 1, false, NOW);
      case "staff wrote" -> new Heard.StaffWrote(MESSAGE, "We look into it.", NOW);
      case "priority raised" -> new Heard.PriorityRaised(Priority.URGENT);
      case "priority as it is" -> new Heard.PriorityRaised(Priority.NORMAL);
      case "tier raised" -> new Heard.TierRaised(Tier.SPECIALIST);
      case "reopened" -> new Heard.Reopened(2, MEMBER);
      case "reopened long ago" -> new Heard.Reopened(1, MEMBER);
      case "over" -> new Heard.Over();
      case "first step" -> new Heard.Escalated(new Demand.Escalation(1, "1", false, 1, 1, 100, 0));
      case "last step" -> new Heard.Escalated(new Demand.Escalation(5, "5", true, 0, 1, 100, 0));
      case "said" -> new Heard.Said(Judged.rated(5, "Thanks!", "demo", ID, ASSIGNMENT));
      default -> throw new IllegalArgumentException(what);
    };
  }

  private static String names(List<Change> changes) {
    return changes.stream().map(c -> c.getClass().getSimpleName()).collect(Collectors.joining(" "));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      useHeadersInDisplayName = true,
      textBlock =
          """
          heard             | queued                | offered                        | assigned                  | paused                    | exhausted   | answered                    | finished
          customer wrote    | Wrote Moved           | Wrote Moved                    | Wrote Moved Worked        | Wrote Moved Worked        | Wrote Moved | Wrote Moved AnswerDiscussed | Wrote Moved AnswerDiscussed
          staff wrote       | Wrote                 | Wrote                          | Wrote WorkConcerned       | Wrote WorkConcerned       | Wrote       | Wrote                       | Wrote
          priority raised   | Moved Shown           | Moved Shown                    | Moved Shown WorkConcerned | Moved Shown WorkConcerned | Moved Shown | Moved Shown                 | Moved Shown
          priority as it is | ''                    | ''                             | ''                        | ''                        | ''          | ''                          | ''
          tier raised       | Moved Shown           | Withdrawn Moved Queued Shown   | TakenBack Moved Queued    | TakenBack Moved Queued    | Moved Shown | Moved Shown                 | Moved Shown
          reopened          | ''                    | ''                             | ''                        | ''                        | ''          | Moved Queued                | Moved Queued
          reopened long ago | ''                    | ''                             | ''                        | ''                        | ''          | ''                          | ''
          over              | Moved                 | Withdrawn Moved                | TakenBack Moved           | TakenBack Moved           | Moved       | Moved                       | ''
          first step        | Moved Shown           | Moved Shown                    | Moved Shown               | Moved Shown               | Moved Shown | Moved Shown                 | Moved Shown
          last step         | Moved Shown Exhausted | Moved Shown                    | Moved Shown               | Moved Shown               | Moved       | Moved Shown                 | Moved Shown
          said              | Said                  | Said                           | Said                      | Said                      | Said        | Said                        | Said
          """)
  @DisplayName("what is heard changes in every state what the table says, and is stated in order")
  void table(
      String heard,
      String queued,
      String offered,
      String assigned,
      String paused,
      String exhausted,
      String answered,
      String finished) {
    Map.of(
            "QUEUED",
            queued,
            "OFFERED",
            offered,
            "ASSIGNED",
            assigned,
            "PAUSED",
            paused,
            "EXHAUSTED",
            exhausted,
            "ANSWERED",
            answered,
            "FINISHED",
            finished)
        .forEach((state, expected) ->
            assertThat(names(Hearing.hear(standing(state), heard(heard), NOW)))
                .as(state)
                .isEqualTo(expected));
  }

  private static <C extends Change> C only(Class<C> kind, Standing standing, String heard) {
    return Hearing.hear(standing, heard(heard), NOW).stream()
        .filter(kind::isInstance)
        .map(kind::cast)
        .collect(Collectors.collectingAndThen(Collectors.toList(), List::getFirst));
  }

  private static Route moved(String state, String heard) {
    return only(Change.Moved.class, standing(state), heard).after();
  }

  @Test
  @DisplayName("clocks that go on again are looked at when they are due, others as before")
  void clocksGoOn() {
    Assignment resumed = only(Change.Worked.class, standing("PAUSED"), "customer wrote").after();
    assertThat(resumed.pausedAt()).isNull();
    assertThat(resumed.firstActionDue()).isEqualTo(at(50 + 1_000 + 500));
    assertThat(moved("PAUSED", "customer wrote").dueAt())
        .isEqualTo(resumed.nextLook(POLICY.warningPercent()));
    assertThat(moved("ASSIGNED", "customer wrote").dueAt()).isEqualTo(at(30));
  }

  @Test
  @DisplayName("only offers to members below the raised tier are withdrawn, the others show it")
  void tierRaised() {
    Standing two = offered(offer(1, MEMBER), offer(2, OTHER));
    assertThat(only(Change.Withdrawn.class, two, "tier raised").offers())
        .containsExactly(offer(1, MEMBER));
    Change.Shown shown = only(Change.Shown.class, two, "tier raised");
    assertThat(shown.offers()).containsExactly(offer(2, OTHER));
    assertThat(shown.after().state()).isEqualTo(new RouteState.Offered(1));
    assertThat(shown.after().demand().minimumTier()).isEqualTo(Tier.SPECIALIST);
    Standing unknown = offered(offer(3, new UUID(2, 3)));
    assertThat(names(Hearing.hear(unknown, heard("tier raised"), NOW))).isEqualTo("Moved Shown");
  }

  @Test
  @DisplayName("work is taken from a member below the raised tier only, and says why")
  void workTakenBack() {
    Change.TakenBack taken = only(Change.TakenBack.class, standing("ASSIGNED"), "tier raised");
    assertThat(taken.why()).isEqualTo(Change.TakenBack.Why.TIER_RAISED);
    assertThat(taken.ended().isActive()).isFalse();
    assertThat(taken.ended().endedAt()).isEqualTo(NOW);
    assertThat(only(Change.Queued.class, standing("ASSIGNED"), "tier raised").cause())
        .isEqualTo(Change.Queued.Cause.TIER_RAISED);
    assertThat(only(Change.TakenBack.class, standing("ASSIGNED"), "over").why())
        .isEqualTo(Change.TakenBack.Why.OVER);
    Standing reached =
        standing(
            new RouteState.Assigned(ASSIGNMENT), Samples.demand().raised(Tier.COMMUNITY), work());
    assertThat(names(Hearing.hear(reached, new Heard.TierRaised(Tier.COMMUNITY), NOW)))
        .isEqualTo("Moved");
  }

  @Test
  @DisplayName("what waits again without a step left says that it is exhausted")
  void exhausted() {
    Standing last = standing(new RouteState.Assigned(ASSIGNMENT), Samples.lastDemand(), work());
    assertThat(names(Hearing.hear(last, heard("tier raised"), NOW)))
        .isEqualTo("TakenBack Moved Queued Exhausted");
  }

  @Test
  @DisplayName("a raised priority pays what the policy says of it")
  void pays() {
    Demand demand = moved("QUEUED", "priority raised").demand();
    assertThat(demand.priority()).isEqualTo(Priority.URGENT);
    assertThat(demand.reward()).isEqualTo(Math.max(100, POLICY.rewardOf(Priority.URGENT)));
  }

  @Test
  @DisplayName("what was written is kept as it was said, by whom it was said")
  void written() {
    Message ofCustomer = only(Change.Wrote.class, standing("QUEUED"), "customer wrote").message();
    assertThat(ofCustomer.author()).isEqualTo(Message.Author.CUSTOMER);
    assertThat(ofCustomer.alias()).isEqualTo("Robin");
    assertThat(ofCustomer.kind()).isEqualTo(Message.Kind.MESSAGE);
    Message ofStaff = only(Change.Wrote.class, standing("QUEUED"), "staff wrote").message();
    assertThat(ofStaff.author()).isEqualTo(Message.Author.STAFF);
    assertThat(ofStaff.alias()).isNull();
    assertThat(
            Hearing.hear(
                    standing("ANSWERED"),
                    new Heard.CustomerWrote(MESSAGE, "Thanks!", 1, true, NOW),
                    NOW)
                .getFirst())
        .isInstanceOfSatisfying(
            Change.Wrote.class,
            wrote -> assertThat(wrote.message().kind()).isEqualTo(Message.Kind.THANKS));
  }
}
