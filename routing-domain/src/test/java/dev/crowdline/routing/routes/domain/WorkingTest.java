package dev.crowdline.routing.routes.domain;

import static dev.crowdline.routing.routes.domain.Samples.MEMBER;
import static dev.crowdline.routing.routes.domain.Samples.at;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.crowdline.contracts.Pace;
import dev.crowdline.contracts.Policy;
import dev.crowdline.contracts.Tier;
import dev.crowdline.routing.assignments.domain.Assignment;
import dev.crowdline.routing.assignments.domain.AssignmentState;
import dev.crowdline.routing.members.domain.Member;
import dev.crowdline.support.commands.Command;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.function.BiFunction;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

class WorkingTest {
  private static final Policy POLICY = Policy.of(Pace.PRODUCT);
  private static final Instant NOW = at(600);
  private static final UUID MESSAGE = new UUID(5, 5);
  private static final UUID OTHER = new UUID(2, 2);
  private static final Member ME = Samples.member(MEMBER, Tier.COMMUNITY);

  private static Assignment work(long n, UUID member) {
    return Assignment.taken(
        new UUID(4, n),
        "demo",
        new UUID(3, n),
        member,
        null,
        Tier.COMMUNITY,
        1,
        100,
        100,
        at(500),
        Duration.ofSeconds(1_000),
        Duration.ofSeconds(2_000),
        null);
  }

  private static WorkStanding active(long n, UUID member) {
    Assignment work = work(n, member);
    return new WorkStanding(
        Samples.route(new UUID(3, n), new RouteState.Assigned(work.id()), Samples.demand(), null),
        work,
        POLICY);
  }

  /** The work was answered; its route stands so. */
  private static WorkStanding answered(long n, RouteState state) {
    return new WorkStanding(
        Samples.route(new UUID(3, n), state, Samples.demand(), null),
        work(n, MEMBER).ended(AssignmentState.COMPLETED, at(550)),
        POLICY);
  }

  private static Command<Key, WorkStanding, Outcome> on(
      long n, BiFunction<WorkStanding, Instant, Outcome> judge) {
    UUID id = new UUID(4, n);
    return new Command<>(new Key("demo", id), new Refusal.Unknown("assignment", id), judge);
  }

  private static Command<Key, WorkStanding, Outcome> complete(long n) {
    return on(n, (standing, now) -> Working.complete(standing, ME, MESSAGE, "42", now));
  }

  private static List<Outcome> decide(
      List<Command<Key, WorkStanding, Outcome>> commands, WorkStanding... rows) {
    Map<Key, WorkStanding> byWork =
        Stream.of(rows).collect(Collectors.toMap(s -> new Key("demo", s.work().id()), s -> s));
    return Command.decide(commands, byWork, s -> s.route().id(), NOW);
  }

  private static Refusal notActive(AssignmentState state) {
    return new Refusal.NotInThisState(
        "the assignment", state.name(), "only work that is ACTIVE can be worked on");
  }

  @Test
  @DisplayName("answers of one list are decided each by itself, in their order")
  void manyAnswers() {
    List<Outcome> outcomes =
        decide(
            List.of(complete(3), complete(2), complete(9), complete(1), complete(4)),
            active(1, MEMBER),
            answered(2, new RouteState.Closed(false)),
            active(3, MEMBER),
            active(4, OTHER));
    assertThat(outcomes)
        .satisfiesExactly(
            first -> assertAnswered(first, 3),
            second -> assertThat(second).isEqualTo(notActive(AssignmentState.COMPLETED)),
            third -> assertThat(third).isEqualTo(new Refusal.Unknown("assignment", new UUID(4, 9))),
            fourth -> assertAnswered(fourth, 1),
            fifth ->
                assertThat(fifth).isEqualTo(new Refusal.Unknown("assignment", new UUID(4, 4))));
  }

  private static void assertAnswered(Outcome outcome, long n) {
    WorkStanding before = active(n, MEMBER);
    Message answer =
        new Message(
            MESSAGE,
            before.route().id(),
            "demo",
            Message.Author.MEMBER,
            MEMBER,
            ME.alias(),
            Tier.COMMUNITY,
            Message.Kind.ANSWER,
            "42",
            false,
            NOW);
    assertThat(outcome)
        .isEqualTo(
            new Decision(
                before.work().id(),
                List.of(
                    new Change.Moved(
                        before.route().completed(new RouteState.Assigned(before.work().id()), NOW)),
                    new Change.Answered(
                        before.route(),
                        before.work().acted(NOW).ended(AssignmentState.COMPLETED, NOW),
                        answer,
                        ME,
                        before.route().turn().highest()))));
  }

  @Test
  @DisplayName("different commands on different work go together")
  void differentCommands() {
    List<Outcome> outcomes =
        decide(
            List.of(
                on(1, (standing, now) -> Working.write(standing, ME, MESSAGE, "When?", true, now)),
                on(2, (standing, now) -> Working.release(standing, ME, "no time", now)),
                on(3, (standing, now) -> Working.start(standing, ME, now)),
                on(4, (standing, now) -> Working.followUp(standing, ME, MESSAGE, "So?", now)),
                on(5, (standing, now) -> Working.followUp(standing, ME, MESSAGE, "So?", now))),
            active(1, MEMBER),
            active(2, MEMBER),
            active(3, MEMBER),
            answered(4, new RouteState.Closed(false)),
            answered(5, new RouteState.Closed(true)));
    assertThat(outcomes)
        .satisfiesExactly(
            first -> {
              // The clocks stand still: the route is looked at when the customer's time is over.
              assertThat(moved(first).dueAt())
                  .isEqualTo(NOW.plusSeconds(POLICY.customerWaitSeconds()));
              assertThat(changes(first)).hasAtLeastOneElementOfType(Change.MemberWrote.class);
            },
            second ->
                assertThat(changes(second))
                    .containsExactly(
                        new Change.Released(work(2, MEMBER).released("no time", NOW)),
                        new Change.Moved(moved(second)),
                        new Change.Queued(moved(second), Change.Queued.Cause.RELEASED)),
            third ->
                assertThat(changes(third)).contains(new Change.Started(work(3, MEMBER).acted(NOW))),
            fourth ->
                assertThat(changes(fourth)).hasAtLeastOneElementOfType(Change.FollowedUp.class),
            fifth ->
                assertThat(fifth)
                    .isEqualTo(
                        new Refusal.NotInThisState("the route", "CLOSED", "the request is over")));
  }

  private static List<Change> changes(Outcome outcome) {
    assertThat(outcome).isInstanceOf(Decision.class);
    return ((Decision) outcome).changes();
  }

  private static Route moved(Outcome outcome) {
    return changes(outcome).stream()
        .filter(Change.Moved.class::isInstance)
        .map(change -> ((Change.Moved) change).after())
        .findFirst()
        .orElseThrow();
  }

  @Test
  @DisplayName("one piece of work is not worked on twice at once")
  void notTwice() {
    WorkStanding standing = active(1, MEMBER);
    assertThatThrownBy(() -> decide(List.of(complete(1), complete(1)), standing))
        .isInstanceOf(IllegalArgumentException.class);
  }

  @Test
  @DisplayName("time is lengthened as often as the policy says")
  void extensions() {
    WorkStanding standing = active(1, MEMBER);
    BiFunction<WorkStanding, Instant, Outcome> extend = (s, now) -> Working.extend(s, ME, now);
    Assignment work = standing.work();
    for (int i = 0; i < POLICY.extensions(); i++) {
      WorkStanding now = new WorkStanding(standing.route(), work, POLICY);
      List<Change> changes = changes(decide(List.of(on(1, extend)), now).getFirst());
      assertThat(changes).hasAtLeastOneElementOfType(Change.Extended.class);
      work = work.extended(Duration.ofSeconds(POLICY.extensionSeconds()), NOW, 80);
    }
    WorkStanding used = new WorkStanding(standing.route(), work, POLICY);
    assertThat(decide(List.of(on(1, extend)), used))
        .singleElement()
        .isInstanceOf(Refusal.NotNow.class);
  }
}
