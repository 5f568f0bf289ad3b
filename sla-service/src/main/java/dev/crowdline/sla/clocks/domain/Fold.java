package dev.crowdline.sla.clocks.domain;

import dev.crowdline.contracts.SlaClock;
import dev.crowdline.contracts.Tier;
import dev.crowdline.contracts.Turn;
import dev.crowdline.contracts.Unknown;
import dev.crowdline.contracts.WaitingOn;
import dev.crowdline.sla.calendars.domain.WorkingTime;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * Goes through the marks of a request in the order in which they happened.
 *
 * <pre>
 *            taken                  answered               resolved
 *   OPEN ───────────► IN_WORK ───────────────► ANSWERED ───────────► RESOLVED
 *    ▲ ◄─────────────    │                        │                     │
 *    │    given back                 reopened, a new round              │
 *    └────────────────────────────────────────────┴─────────────────────┘
 *   linked: from OPEN or IN_WORK to LINKED, where nobody is asked and the incident's answer is waited for; split: back
 *   closed, with an answer that is not its own: RESOLVED by nobody
 *   cancelled: from anywhere but RESOLVED, and for good; resolved in its round: from anywhere but CANCELLED
 * </pre>
 *
 * <p>Marks of a round that is over change nothing but the first response; marks of a round that was
 * not heard to begin begin it. Clocks stand still while the {@link Turn} is the customer's: an
 * answered request has its resolution clock running while what was written after the answer waits.
 */
final class Fold {
  private final Duration customerWait;
  private final WorkingTime working;
  private final Map<SlaClock, List<Spans.Span>> spans = new EnumMap<>(SlaClock.class);
  private final Map<UUID, Tier> tiers = new HashMap<>();
  private final Replies replies;
  private final Map<UUID, Integer> rounds = new HashMap<>();
  private @Nullable Instant since;
  private Status status = Status.OPEN;
  private int round = 1;
  private Mark.@Nullable Taken taken;
  private @Nullable Instant exhaustedAt;
  private @Nullable Instant acceptedAt;
  private @Nullable Instant respondedAt;
  private @Nullable Instant finishedAt;
  private @Nullable Tier resolvedBy;
  private Mark.Closed.@Nullable By closedBy;

  private Turn turn = Turn.FIRST;

  /** Until when the clocks stand still for a question. */
  private @Nullable Instant askedUntil;

  /** Whose answer waits to be judged; for how long is intake's to judge, so there is no limit. */
  private @Nullable UUID answeredBy;

  Fold(
      @Nullable Instant submittedAt,
      Duration customerWait,
      WorkingTime working,
      Collection<Mark> marks) {
    this.since = submittedAt;
    this.customerWait = customerWait;
    this.working = working;
    this.replies = new Replies(working);
    for (Mark mark : marks) {
      if (mark instanceof Mark.Taken m) {
        tiers.put(m.assignmentId(), m.tier());
        rounds.put(m.assignmentId(), m.round());
      } else if (mark instanceof Mark.Answered m) {
        tiers.put(m.assignmentId(), m.tier());
      }
    }
    for (SlaClock clock : SlaClock.all()) {
      spans.put(clock, new ArrayList<>());
    }
  }

  /** Lets the clocks run, or stand, until then. */
  void advance(Instant to) {
    if (since != null && to.isAfter(since)) {
      run(since, to);
      since = to;
    }
  }

  /** What is known so far, with the clocks going on as they do. */
  Timeline end() {
    if (since != null) {
      run(since, null);
    }
    Map<SlaClock, Spans> all = new EnumMap<>(SlaClock.class);
    spans.forEach((clock, list) -> all.put(clock, new Spans(list, working)));
    return new Timeline(
        status,
        round,
        turn.waitingOn(),
        taken,
        exhaustedAt,
        acceptedAt,
        respondedAt,
        finishedAt,
        resolvedBy,
        closedBy,
        all,
        replies.end());
  }

  private void run(Instant from, @Nullable Instant to) {
    boolean stands = turn.waitingOn() == WaitingOn.CUSTOMER;
    if (stands && status == Status.ANSWERED) {
      return;
    }
    Instant begin = stands && askedUntil != null && askedUntil.isAfter(from) ? askedUntil : from;
    if (to != null && !begin.isBefore(to)) {
      return;
    }
    for (SlaClock clock : SlaClock.all()) {
      if (runs(clock)) {
        add(clock, begin, to);
      }
    }
  }

  /** Whether a clock runs at a moment, with what was taken so far. */
  boolean runsAt(SlaClock clock, Instant at) {
    boolean stands =
        turn.waitingOn() == WaitingOn.CUSTOMER
            && (status == Status.ANSWERED || (askedUntil != null && askedUntil.isAfter(at)));
    return runs(clock) && !stands;
  }

  /** When clocks go on although the customer says nothing; null when they stand for no question. */
  @Nullable Instant goesOnAt() {
    return turn.waitingOn() == WaitingOn.CUSTOMER && status != Status.ANSWERED ? askedUntil : null;
  }

  private boolean runs(SlaClock clock) {
    return switch (clock) {
      case TIME_TO_ACCEPT -> status == Status.OPEN;
      case FIRST_RESPONSE -> respondedAt == null && !status.isFinished();
      // It has stretches of its own, see Replies.
      case NEXT_RESPONSE -> false;
      case RESOLUTION -> !status.isFinished();
      case UNKNOWN -> throw Unknown.got(clock);
    };
  }

  private void add(SlaClock clock, Instant from, @Nullable Instant to) {
    List<Spans.Span> list = spans.getOrDefault(clock, List.of());
    if (!list.isEmpty() && from.equals(list.getLast().to())) {
      Instant begun = list.removeLast().from();
      list.add(new Spans.Span(begun, to));
    } else {
      list.add(new Spans.Span(from, to));
    }
  }

  void take(Timeline.Placed placed) {
    if (status == Status.CANCELLED) {
      return;
    }
    Instant at = placed.at();
    switch (placed.mark()) {
      case Mark.Taken m -> taken(m, at);
      case Mark.GivenBack m -> givenBack(m.assignmentId());
      case Mark.Spoken m -> spoken(m, at);
      case Mark.Answered m -> answered(m, at);
      case Mark.StaffWrote m -> {
        respond(at);
        replies.replied(at, null, Course.Reason.STAFF_WROTE, null);
      }
      // It moves no state; Deadlines counts from it.
      case Mark.PriorityRaised m -> {}
      // Of the work's own clock.
      case Mark.Extended m -> {}
      // Of the queue that it waits in.
      case Mark.NeedsChanged m -> {}
      case Mark.FollowedUp m -> followedUp(m, at);
      case Mark.CustomerWrote m -> customerWrote(m, at);
      case Mark.Reopened m -> reopened(m.round());
      case Mark.Resolved m -> resolved(m, at);
      case Mark.Exhausted m -> exhausted(m.round(), at);
      case Mark.Cancelled m -> cancelled(at);
      case Mark.Linked m -> linked();
      case Mark.Split m -> split(m.round());
      case Mark.Closed m -> closed(m, at);
    }
  }

  private void taken(Mark.Taken mark, Instant at) {
    reopened(mark.round());
    if (mark.round() == round && status.isUnanswered()) {
      status = status == Status.LINKED ? status : Status.IN_WORK;
      turn = taken != null && taken.equals(mark) ? turn : turn.ended();
      taken = mark;
      exhaustedAt = null;
      acceptedAt = acceptedAt == null ? at : acceptedAt;
    }
  }

  private void givenBack(UUID assignmentId) {
    if (taken != null && taken.assignmentId().equals(assignmentId)) {
      taken = null;
      status = status == Status.LINKED ? status : Status.OPEN;
      turn = turn.ended();
    }
  }

  /** What was answered already waits for its verdict, and not for an incident. */
  private void linked() {
    if (status.wantsHelp()) {
      status = Status.LINKED;
      exhaustedAt = null;
    }
  }

  private void split(int inRound) {
    reopened(inRound);
    if (status == Status.LINKED) {
      status = taken == null ? Status.OPEN : Status.IN_WORK;
    }
  }

  private void closed(Mark.Closed mark, Instant at) {
    if (mark.round() >= round && status != Status.RESOLVED) {
      round = mark.round();
      resolvedBy = null;
      closedBy = mark.by();
      finish(Status.RESOLVED, at);
    }
  }

  /** Only the active assignment has a question that is open. */
  private void spoken(Mark.Spoken mark, Instant at) {
    respond(at);
    replies.replied(
        at,
        mark.heard(),
        mark.asksCustomer() ? Course.Reason.CUSTOMER_ASKED : Course.Reason.RESPONDED,
        mark.assignmentId());
    if (!mark.asksCustomer()
        || taken == null
        || !taken.assignmentId().equals(mark.assignmentId())) {
      return;
    }
    boolean anew =
        turn.waitingOn() == WaitingOn.HELPERS || askedUntil == null || !askedUntil.isAfter(at);
    turn = turn.given(mark.assignmentId(), mark.heard(), at);
    if (anew) {
      askedUntil = at.plus(customerWait);
    }
  }

  /** Before the first response that clock runs, and after the end a message begins a request. */
  private void customerWrote(Mark.CustomerWrote mark, Instant at) {
    turn = turn.written(mark.number(), at);
    if (respondedAt != null && !status.isFinished()) {
      replies.asked(at, mark.number());
    }
  }

  private void followedUp(Mark.FollowedUp mark, Instant at) {
    replies.replied(at, mark.heard(), Course.Reason.FOLLOWED_UP, mark.assignmentId());
    if (status == Status.ANSWERED && mark.assignmentId().equals(answeredBy)) {
      turn = turn.given(mark.assignmentId(), mark.heard(), at);
    }
  }

  private void answered(Mark.Answered mark, Instant at) {
    respond(at);
    replies.replied(at, mark.heard(), Course.Reason.ANSWERED, mark.assignmentId());
    givenBack(mark.assignmentId());
    reopened(mark.round());
    if (mark.round() == round && status.isUnanswered()) {
      status = Status.ANSWERED;
      taken = null;
      exhaustedAt = null;
      answeredBy = mark.assignmentId();
      turn = turn.ended().given(mark.assignmentId(), mark.heard(), at);
    }
  }

  private void respond(Instant at) {
    if (respondedAt == null && !status.isFinished()) {
      respondedAt = at;
    }
  }

  private void reopened(int begun) {
    if (begun > round) {
      round = begun;
      status = Status.OPEN;
      taken = null;
      exhaustedAt = null;
      finishedAt = null;
      resolvedBy = null;
      closedBy = null;
      turn = turn.ended();
    }
  }

  private void resolved(Mark.Resolved mark, Instant at) {
    if (mark.confirmedInRound() >= round && status != Status.RESOLVED) {
      round = mark.confirmedInRound();
      resolvedBy = tiers.get(mark.assignmentId());
      closedBy = null;
      finish(Status.RESOLVED, at);
    }
  }

  private void exhausted(int ofRound, Instant at) {
    reopened(ofRound);
    if (ofRound == round && status == Status.OPEN) {
      exhaustedAt = at;
    }
  }

  private void cancelled(Instant at) {
    if (status != Status.RESOLVED) {
      finish(Status.CANCELLED, at);
    }
  }

  private void finish(Status how, Instant at) {
    status = how;
    finishedAt = at;
    taken = null;
    exhaustedAt = null;
    turn = turn.ended();
    replies.finished(at, how == Status.RESOLVED ? Course.Reason.RESOLVED : Course.Reason.CANCELLED);
  }
}
