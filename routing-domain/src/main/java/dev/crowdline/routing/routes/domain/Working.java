package dev.crowdline.routing.routes.domain;

import dev.crowdline.contracts.Policy;
import dev.crowdline.contracts.WaitingOn;
import dev.crowdline.routing.assignments.domain.Assignment;
import dev.crowdline.routing.assignments.domain.AssignmentState;
import dev.crowdline.routing.members.domain.Member;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.function.Function;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** What comes of what a member does on work that is taken, in every state of it. */
public final class Working {
  private Working() {}

  /** The explicit start of the work, which is a first action. */
  public static Outcome start(WorkStanding standing, Member member, Instant now) {
    return onActive(
        standing,
        member,
        state -> {
          Assignment started = standing.work().acted(now);
          return new Decision(
              started.id(),
              List.of(
                  standing.work().firstActionAt() == null
                      ? new Change.Started(started)
                      : new Change.Kept(started),
                  looked(standing.route(), started, standing.policy())));
        });
  }

  /** More time for the answer, as often and as much as the community's policy allows. */
  public static Outcome extend(WorkStanding standing, Member member, Instant now) {
    return onActive(
        standing,
        member,
        state -> {
          Policy policy = standing.policy();
          Assignment work = standing.work();
          if (!work.canBeExtended(policy.extensions())) {
            return new Refusal.NotNow(
                "it was extended %d of %d times; answer it, or hand it back"
                    .formatted(work.extended(), policy.extensions()));
          }
          Assignment longer =
              work.extended(
                  Duration.ofSeconds(policy.extensionSeconds()), now, policy.warningPercent());
          return new Decision(
              work.id(),
              List.of(looked(standing.route(), longer, policy), new Change.Extended(longer)));
        });
  }

  /** A message to the customer; one that asks makes the clocks stand still until a reply. */
  public static Outcome write(
      WorkStanding standing,
      Member member,
      UUID messageId,
      String text,
      boolean asksCustomer,
      Instant now) {
    return onActive(
        standing,
        member,
        state -> {
          Route route = standing.route();
          Route told = asksCustomer ? route.given(standing.work().id(), now) : route;
          Assignment after = standing.work().acted(now).following(told.waitingOn(), now);
          Message message =
              message(messageId, member, route, Message.Kind.MESSAGE, text, asksCustomer, now);
          return new Decision(
              messageId,
              List.of(
                  looked(told, after, standing.policy()),
                  new Change.Kept(after),
                  new Change.MemberWrote(message, after, member, route.turn().highest())));
        });
  }

  /** The answer. */
  public static Outcome complete(
      WorkStanding standing, Member member, UUID messageId, String answer, Instant now) {
    return onActive(
        standing,
        member,
        state -> {
          Route route = standing.route();
          Assignment ended = standing.work().acted(now).ended(AssignmentState.COMPLETED, now);
          Message message =
              message(messageId, member, route, Message.Kind.ANSWER, answer, false, now);
          return new Decision(
              ended.id(),
              List.of(
                  new Change.Moved(route.completed(state, now)),
                  new Change.Answered(route, ended, message, member, route.turn().highest())));
        });
  }

  /**
   * Hands the work back; it goes on with the draft, to somebody else.
   *
   * @param why if the member cares to say
   */
  public static Outcome release(
      WorkStanding standing, Member member, @Nullable String why, Instant now) {
    return onActive(
        standing,
        member,
        state -> {
          Route waiting = standing.route().dropped(state, now);
          List<Change> changes = new ArrayList<>();
          changes.add(new Change.Released(standing.work().released(why, now)));
          changes.addAll(Change.requeued(waiting, Change.Queued.Cause.RELEASED));
          return new Decision(standing.work().id(), changes);
        });
  }

  /**
   * Writes once more after the answer. It is no work: it needs no room and makes no assignment, and
   * it is refused once somebody else has the work or the request is over.
   */
  public static Outcome followUp(
      WorkStanding standing, Member member, UUID messageId, String text, Instant now) {
    return onAnswered(
        standing,
        member,
        () -> {
          Route route = standing.route();
          Message message =
              message(messageId, member, route, Message.Kind.MESSAGE, text, false, now);
          // After a reopening it is read, and the work goes on all the same.
          return new Decision(
              messageId,
              List.of(
                  new Change.Moved(
                      route.isClosed() ? route.given(standing.work().id(), now) : route),
                  new Change.FollowedUp(message, standing.work(), member, route.turn().highest())));
        });
  }

  /** Says that what the customer wrote since the answer was thanks, which confirms nothing. */
  public static Outcome markAsThanks(WorkStanding standing, Member member, Instant now) {
    return onAnswered(
        standing,
        member,
        () -> {
          Route route = standing.route();
          if (!route.isClosed()) {
            return new Refusal.NotInThisState(
                "the route", route.state().name(), "the request was reopened and is offered again");
          }
          if (route.waitingOn() == WaitingOn.CUSTOMER) {
            return new Refusal.NotInThisState(
                "the assignment",
                AssignmentState.COMPLETED.name(),
                "the customer has written nothing since your answer that could be thanks");
          }
          return new Decision(
              standing.work().id(),
              List.of(
                  new Change.Moved(route.given(standing.work().id(), now)),
                  new Change.ThanksMarked(standing.work(), route.turn().highest())));
        });
  }

  private static Outcome onActive(
      WorkStanding standing, Member member, Function<RouteState.Assigned, Outcome> command) {
    Assignment work = standing.work();
    if (!work.memberId().equals(member.id())) {
      return unknown(work);
    }
    if (!work.isActive() || !(standing.route().state() instanceof RouteState.Assigned state)) {
      return new Refusal.NotInThisState(
          "the assignment", work.state().name(), "only work that is ACTIVE can be worked on");
    }
    return command.apply(state);
  }

  private static Outcome onAnswered(
      WorkStanding standing, Member member, Supplier<Outcome> command) {
    Assignment work = standing.work();
    Route route = standing.route();
    if (!work.memberId().equals(member.id())
        || !member.tier().reaches(route.demand().minimumTier())) {
      return unknown(work);
    }
    if (work.state() != AssignmentState.COMPLETED) {
      return new Refusal.NotInThisState(
          "the assignment", work.state().name(), "only an answer can be followed up (COMPLETED)");
    }
    return switch (route.state()) {
      case RouteState.Assigned state -> taken();
      case RouteState.Closed state when state.finished() ->
          new Refusal.NotInThisState("the route", "CLOSED", "the request is over");
      case RouteState.Closed state when work.round() < route.round() -> taken();
      case RouteState.Open state when work.round() < route.round() - 1 -> taken();
      case RouteState.Closed state -> command.get();
      case RouteState.Open state -> command.get();
    };
  }

  private static Refusal taken() {
    return new Refusal.AlreadyTaken("the request was reopened and somebody else has it now");
  }

  private static Refusal unknown(Assignment work) {
    return new Refusal.Unknown("assignment", work.id());
  }

  /** The route is looked at when a clock of the work, or of the customer, says so. */
  private static Change looked(Route route, Assignment work, Policy policy) {
    Instant pausedAt = work.pausedAt();
    return new Change.Moved(
        route.dueAt(
            pausedAt != null
                ? pausedAt.plusSeconds(policy.customerWaitSeconds())
                : work.nextLook(policy.warningPercent())));
  }

  private static Message message(
      UUID id,
      Member member,
      Route route,
      Message.Kind kind,
      String text,
      boolean asksCustomer,
      Instant now) {
    return new Message(
        id,
        route.id(),
        route.community(),
        Message.Author.MEMBER,
        member.id(),
        member.alias(),
        member.tier(),
        kind,
        text,
        asksCustomer,
        now);
  }
}
