package dev.crowdline.routing.routes.domain;

import dev.crowdline.contracts.EarningRules;
import dev.crowdline.contracts.Need;
import dev.crowdline.contracts.Priority;
import dev.crowdline.contracts.Tier;
import dev.crowdline.contracts.Turn;
import dev.crowdline.contracts.WaitingOn;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * Routing's side of a request. Immutable; each move returns the route after it.
 *
 * @param round 1, and one more each time an answer did not help
 * @param wave how many waves were sent
 * @param preferredMember asked first and alone, after a reopening or because an operator named them
 * @param turn whose turn it is, and how many of the customer's messages were heard
 * @param dueAt when it is looked at again whatever happens; null only when closed (P4)
 */
public record Route(
    Origin origin,
    Demand demand,
    RouteState state,
    int round,
    int wave,
    @Nullable UUID preferredMember,
    Turn turn,
    @Nullable Instant dueAt) {
  /** How long a route may be known by hearsay only before an alert says so (P4). */
  public static final Duration HEARSAY = Duration.ofMinutes(1);

  private static final Duration SOONEST_RETRY = Duration.ofSeconds(30);
  private static final Duration LATEST_RETRY = Duration.ofHours(1);

  /**
   * What it came with; of that an operator may say anew what it needs and in which language.
   *
   * @param known false while only others have spoken of the request
   * @param language primary language subtag, lower case
   * @param continues the request of the same customer that this one goes on from
   * @param topic the community's topic that it was understood as
   * @param rulesVersion of the earning rules that count for it; 0 is the policy's points
   */
  public record Origin(
      UUID id,
      String community,
      boolean known,
      String language,
      List<Need> needs,
      String customerAlias,
      @Nullable UUID customerId,
      String question,
      Instant submittedAt,
      @Nullable UUID continues,
      @Nullable String topic,
      int rulesVersion) {
    public Origin {
      needs = List.copyOf(needs);
    }

    Origin needing(List<Need> other, String otherLanguage) {
      return new Origin(
          id,
          community,
          known,
          otherLanguage,
          other,
          customerAlias,
          customerId,
          question,
          submittedAt,
          continues,
          topic,
          rulesVersion);
    }

    /** The highest level that it needs. */
    public int level() {
      return needs.stream().mapToInt(Need::level).max().orElse(1);
    }

    /** Points that a confirmed answer pays by these rules, if it has that priority. */
    public int pays(EarningRules rules, Priority priority) {
      return rules.pays(priority, topic, language, level());
    }
  }

  /**
   * A route of which only others have spoken: nobody has a skill without a name, so nobody is
   * asked.
   */
  public static Route byHearsay(UUID id, String community, Instant since, Instant now) {
    return new Route(
        new Origin(id, community, false, "", List.of(), "", null, "", since, null, null, 0),
        Demand.of(Tier.COMMUNITY, Priority.LOW, 0),
        new RouteState.Queued(),
        1,
        0,
        null,
        Turn.FIRST,
        now.plus(HEARSAY));
  }

  public UUID id() {
    return origin.id();
  }

  public String community() {
    return origin.community();
  }

  /** What it needs now. */
  public List<Need> needed() {
    return demand.needed(origin.needs());
  }

  public boolean isClosed() {
    return state instanceof RouteState.Closed;
  }

  /** Resolved or cancelled: nobody waits for anything. */
  public boolean isFinished() {
    return state instanceof RouteState.Closed closed && closed.finished();
  }

  /** Whether an incident answers it. */
  public boolean isLinked() {
    return switch (state) {
      case RouteState.Open open -> false;
      case RouteState.Assigned assigned -> assigned.linked();
      case RouteState.Closed closed -> closed.linked();
    };
  }

  /** How many offers are live. */
  public int liveOffers() {
    return state instanceof RouteState.Offered offered ? offered.live() : 0;
  }

  /** The active assignment, or null. */
  public @Nullable UUID assignmentId() {
    return state instanceof RouteState.Assigned assigned ? assigned.assignmentId() : null;
  }

  /** Whether more members should be asked as soon as they are there. */
  public boolean isWaiting(int waveSize) {
    return switch (state) {
      case RouteState.Queued queued -> true;
      case RouteState.Exhausted exhausted -> true;
      case RouteState.Offered offered -> preferredMember == null && offered.live() < waveSize;
      case RouteState.Assigned assigned -> false;
      case RouteState.Closed closed -> false;
    };
  }

  /** A wave was sent, or added to. */
  public Route offered(RouteState.Open from, int offers, Instant deadline) {
    Instant due =
        from instanceof RouteState.Offered && dueAt != null && dueAt.isBefore(deadline)
            ? dueAt
            : deadline;
    return new Route(
        origin, demand, from.offered(offers), round, wave + 1, preferredMember, turn, due);
  }

  /** Offers were declined, expired or withdrawn; a preferred member has had the turn. */
  public Route offersEnded(int offers, Instant now) {
    if (!(state instanceof RouteState.Offered offered)) {
      throw new IllegalStateException("offers of a route that is " + state.name());
    }
    RouteState.Open next = offered.offersEnded(offers, demand.lastStep());
    Instant due = next instanceof RouteState.Offered ? dueAt : retryAt(now);
    return new Route(origin, demand, next, round, wave, null, turn, due);
  }

  /** A member has the work. A claim before any wave counts as one: somebody was asked. */
  public Route assigned(RouteState.Open from, UUID assignmentId, Instant due) {
    return new Route(
        origin,
        demand,
        from.assigned(assignmentId),
        round,
        Math.max(1, wave),
        null,
        turn.ended(),
        due);
  }

  /** The work came back; it waits for somebody else, unless an incident answers it. */
  public Route dropped(RouteState.Assigned from, Instant now) {
    RouteState next = from.dropped(demand.lastStep());
    Instant due = next instanceof RouteState.Closed ? null : retryAt(now);
    return new Route(origin, demand, next, round, wave, null, turn.ended(), due);
  }

  /** Answered; the turn is the customer's, unless more was written than the member had seen. */
  public Route completed(RouteState.Assigned from, Instant now) {
    return new Route(
        origin,
        demand,
        from.completed(),
        round,
        wave,
        null,
        turn.ended().given(from.assignmentId(), turn.highest(), now),
        null);
  }

  /** Nothing is to be done any more. */
  public Route closed() {
    return new Route(
        origin, demand, new RouteState.Closed(true), round, wave, null, turn.ended(), null);
  }

  /** The customer wrote, by that number; thanks change no turn. */
  public Route written(@Nullable Integer number, boolean thanks, Instant at) {
    return turned(thanks ? turn.thanked(number) : turn.written(number, at));
  }

  /** The member asks, follows up, or marks thanks: the turn is the customer's. */
  public Route given(UUID assignmentId, Instant now) {
    return turned(turn.given(assignmentId, turn.highest(), now));
  }

  private Route turned(Turn next) {
    return new Route(origin, demand, state, round, wave, preferredMember, next, dueAt);
  }

  /** Whose turn it is; the customer's is only what a member asked or answered. */
  public WaitingOn waitingOn() {
    return turn.waitingOn();
  }

  /** A new round; a repeat of an earlier one changes nothing. */
  public Route reopened(int newRound, @Nullable UUID preferred, Instant now) {
    if (newRound <= round || !(state instanceof RouteState.Closed closed)) {
      return this;
    }
    return new Route(
        origin,
        demand,
        closed.reopened(demand.lastStep()),
        newRound,
        wave,
        preferred,
        turn.ended(),
        retryAt(now));
  }

  /** An incident answers it: nobody else is asked, and whoever has the work goes on. */
  public Route linked() {
    return switch (state) {
      case RouteState.Open open ->
          new Route(
              origin,
              demand,
              new RouteState.Closed(false, true),
              round,
              wave,
              null,
              turn.ended(),
              null);
      case RouteState.Assigned assigned ->
          in(new RouteState.Assigned(assigned.assignmentId(), true));
      case RouteState.Closed closed -> this;
    };
  }

  /** No incident answers it any more; it waits again, in that round, unless somebody has it. */
  public Route split(int inRound, Instant now) {
    return switch (state) {
      case RouteState.Open open -> this;
      case RouteState.Assigned assigned -> in(new RouteState.Assigned(assigned.assignmentId()));
      case RouteState.Closed closed when closed.finished() -> this;
      case RouteState.Closed closed when closed.linked() || inRound > round ->
          new Route(
              origin,
              demand,
              RouteState.waiting(demand.lastStep()),
              Math.max(round, inRound),
              wave,
              null,
              turn.ended(),
              retryAt(now));
      case RouteState.Closed closed -> this;
    };
  }

  private Route in(RouteState next) {
    return new Route(origin, demand, next, round, wave, preferredMember, turn, dueAt);
  }

  /** Goes by another plan; a waiting route is exhausted just when that has no step left. */
  public Route planned(boolean stepsLeft) {
    boolean waits = state instanceof RouteState.Queued || state instanceof RouteState.Exhausted;
    return new Route(
        origin,
        demand.planned(stepsLeft),
        waits ? RouteState.waiting(!stepsLeft) : state,
        round,
        wave,
        preferredMember,
        turn,
        dueAt);
  }

  /** Asks for something else from now on; a waiting route that ran out of steps is exhausted. */
  public Route demanding(Demand other) {
    RouteState next =
        state instanceof RouteState.Queued && other.lastStep() ? new RouteState.Exhausted() : state;
    return new Route(origin, other, next, round, wave, preferredMember, turn, dueAt);
  }

  /** Needs something else from now on, at just these levels: what was widened before is over. */
  public Route needing(List<Need> needs, String language) {
    return new Route(
        origin.needing(needs, language),
        demand.asNeeded(),
        state,
        round,
        wave,
        preferredMember,
        turn,
        dueAt);
  }

  /** Looked at again then. */
  public Route dueAt(Instant due) {
    return new Route(origin, demand, state, round, wave, preferredMember, turn, due);
  }

  /** That member is asked first and alone. */
  public Route preferring(UUID member) {
    return new Route(origin, demand, state, round, wave, member, turn, dueAt);
  }

  /** The preferred member is not there: everybody may be asked. */
  public Route preferringNobody() {
    return new Route(origin, demand, state, round, wave, null, turn, dueAt);
  }

  /** The next look at a waiting route: soon while it is young, hourly when it is old. */
  public Instant retryAt(Instant now) {
    Duration age = Duration.between(origin.submittedAt(), now).dividedBy(2);
    Duration pause =
        age.compareTo(SOONEST_RETRY) < 0
            ? SOONEST_RETRY
            : age.compareTo(LATEST_RETRY) > 0 ? LATEST_RETRY : age;
    return now.plus(pause);
  }
}
