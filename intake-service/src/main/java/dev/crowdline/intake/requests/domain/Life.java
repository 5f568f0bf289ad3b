package dev.crowdline.intake.requests.domain;

import dev.crowdline.contracts.Priority;
import dev.crowdline.contracts.Tier;
import dev.crowdline.contracts.Turn;
import dev.crowdline.contracts.WaitingOn;
import java.time.Duration;
import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * All of a request that changes.
 *
 * @param priority only ever raised
 * @param minimumTier the lowest tier that may see it; only ever raised (P14)
 * @param openedAt when this round began
 * @param routeHeardAt when routing was first heard of in this round
 * @param unrouted whether an alert says that routing was not heard of (P4)
 * @param toldRound the last round in which the customer was told that it takes longer; 0 never
 * @param rating the latest, of this round or an earlier one
 * @param turn whose turn it is, and how many messages the customer wrote
 * @param link whether an incident answers it
 * @param dueAt when intake must look at it again; null when only others can move it
 */
public record Life(
    RequestState state,
    Priority priority,
    Tier minimumTier,
    Instant openedAt,
    @Nullable Instant routeHeardAt,
    boolean unrouted,
    int toldRound,
    @Nullable Rating rating,
    Turn turn,
    Link link,
    @Nullable Instant dueAt) {

  /** So long may routing take to be heard of; architecture, P4. */
  public static final Duration ROUTE_LIMIT = Duration.ofMinutes(1);

  public Life {
    if (dueAt == null && mustBeLookedAt(state, turn, link, routeHeardAt)) {
      throw new IllegalArgumentException("nobody would look at it again: " + state);
    }
  }

  /** A new request: open, and routing must be heard of within a minute. */
  public static Life begin(Priority priority, Tier minimumTier, Instant now) {
    return new Life(
        new RequestState.Open(1),
        priority,
        minimumTier,
        now,
        null,
        false,
        0,
        null,
        Turn.FIRST,
        Link.NONE,
        now.plus(ROUTE_LIMIT));
  }

  private static boolean mustBeLookedAt(
      RequestState state, Turn turn, Link link, @Nullable Instant routeHeardAt) {
    boolean unheard = routeHeardAt == null && !link.isOn();
    return switch (state) {
      case RequestState.Open s -> unheard;
      case RequestState.InWork s -> turn.waitingOn() == WaitingOn.CUSTOMER || unheard;
      case RequestState.Answered s -> true;
      case RequestState.Resolved s -> false;
      case RequestState.Cancelled s -> false;
    };
  }

  /** The same in another state, to be looked at again at that time. */
  Life in(RequestState next, @Nullable Instant due) {
    return new Life(
        next,
        priority,
        minimumTier,
        openedAt,
        routeHeardAt,
        unrouted,
        toldRound,
        rating,
        turn,
        link,
        due);
  }

  /** The same in another state with the turn moved, to be looked at again at that time. */
  Life in(RequestState next, Turn moved, Instant due) {
    return new Life(
        next,
        priority,
        minimumTier,
        openedAt,
        routeHeardAt,
        unrouted,
        toldRound,
        rating,
        moved,
        link,
        due);
  }

  /** Finished: nobody looks again, and no alert is left. */
  Life finished(RequestState next) {
    return new Life(
        next,
        priority,
        minimumTier,
        openedAt,
        routeHeardAt,
        false,
        toldRound,
        rating,
        turn.ended(),
        link,
        null);
  }

  /** A new round. Routing must be heard of again. */
  Life reopened(RequestState.Open next, Instant now) {
    return new Life(
        next,
        priority,
        minimumTier,
        now,
        null,
        false,
        toldRound,
        rating,
        turn.ended(),
        link,
        now.plus(ROUTE_LIMIT));
  }

  /** Routing has it. The deadline stays, and the sweep clears it: that saves an index write. */
  Life routeHeard(Instant at) {
    return routeHeardAt != null
        ? this
        : new Life(
            state,
            priority,
            minimumTier,
            openedAt,
            at,
            false,
            toldRound,
            rating,
            turn,
            link,
            dueAt);
  }

  /** Whether of an unanswered request nothing is different but when it is looked at. */
  boolean isOnlyRescheduled(Life before) {
    return state instanceof RequestState.Unanswered
        && state.equals(before.state)
        && in(state, before.dueAt).equals(before);
  }

  /** The ball is with the helpers: only the route's minute is ours to watch. */
  Life withHelpers(RequestState next) {
    return in(next, routeHeardAt == null && !link.isOn() ? openedAt.plus(ROUTE_LIMIT) : null);
  }

  /** An incident answers it: that no route of its own is heard of alerts nobody (P4). */
  Life linkedTo(UUID incident) {
    Instant due = waitingOn() == WaitingOn.CUSTOMER ? dueAt : null;
    return new Life(
        state,
        priority,
        minimumTier,
        openedAt,
        routeHeardAt,
        false,
        toldRound,
        rating,
        turn,
        link.to(incident),
        due);
  }

  /** The same with another link. */
  Life with(Link other) {
    return new Life(
        state,
        priority,
        minimumTier,
        openedAt,
        routeHeardAt,
        unrouted,
        toldRound,
        rating,
        turn,
        other,
        dueAt);
  }

  Life alerted(Instant now) {
    return new Life(
        state,
        priority,
        minimumTier,
        openedAt,
        routeHeardAt,
        true,
        toldRound,
        rating,
        turn,
        link,
        now.plus(ROUTE_LIMIT));
  }

  Life told() {
    return new Life(
        state,
        priority,
        minimumTier,
        openedAt,
        routeHeardAt,
        unrouted,
        state.round(),
        rating,
        turn,
        link,
        dueAt);
  }

  Life rated(Rating given) {
    return new Life(
        state,
        priority,
        minimumTier,
        openedAt,
        routeHeardAt,
        unrouted,
        toldRound,
        given,
        turn,
        link,
        dueAt);
  }

  Life raisedTo(Tier tier) {
    return new Life(
        state,
        priority,
        minimumTier.orHigher(tier),
        openedAt,
        routeHeardAt,
        unrouted,
        toldRound,
        rating,
        turn,
        link,
        dueAt);
  }

  Life raisedTo(Priority more) {
    return new Life(
        state,
        priority.orHigher(more),
        minimumTier,
        openedAt,
        routeHeardAt,
        unrouted,
        toldRound,
        rating,
        turn,
        link,
        dueAt);
  }

  /** The same with the turn moved. */
  Life turned(Turn next) {
    return new Life(
        state,
        priority,
        minimumTier,
        openedAt,
        routeHeardAt,
        unrouted,
        toldRound,
        rating,
        next,
        link,
        dueAt);
  }

  /** The number of what the customer writes next. */
  int nextNumber() {
    return turn.highest() + 1;
  }

  /** Whose turn it is; when all is over, nobody waits for the helpers. */
  public WaitingOn waitingOn() {
    return switch (state) {
      case RequestState.Open s -> WaitingOn.HELPERS;
      case RequestState.InWork s -> turn.waitingOn();
      case RequestState.Answered s -> turn.waitingOn();
      case RequestState.Resolved s -> WaitingOn.CUSTOMER;
      case RequestState.Cancelled s -> WaitingOn.CUSTOMER;
    };
  }

  /** The rating of this round, or null. */
  public @Nullable Rating ratingOfThisRound() {
    return rating != null && rating.round() == state.round() ? rating : null;
  }

  /**
   * Whether the answer of this round may be rated: it is there, and was not rated yet. What an
   * incident answered is judged, and not rated: its answer is one for many.
   */
  public boolean canBeRated() {
    return switch (state) {
      case RequestState.Answered s -> ratingOfThisRound() == null && !link.isOn();
      case RequestState.Resolved s ->
          s.answer() != null && ratingOfThisRound() == null && !link.isOn();
      case RequestState.Unanswered s -> false;
      case RequestState.Cancelled s -> false;
    };
  }
}
