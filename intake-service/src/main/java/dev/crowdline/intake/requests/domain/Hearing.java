package dev.crowdline.intake.requests.domain;

import dev.crowdline.contracts.Turn;
import dev.crowdline.contracts.WaitingOn;
import dev.crowdline.intake.requests.domain.RequestState.Answered;
import dev.crowdline.intake.requests.domain.RequestState.Cancelled;
import dev.crowdline.intake.requests.domain.RequestState.InWork;
import dev.crowdline.intake.requests.domain.RequestState.Open;
import dev.crowdline.intake.requests.domain.RequestState.Resolved;
import dev.crowdline.intake.requests.domain.RequestState.Unanswered;
import java.time.Instant;
import java.util.UUID;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * What a fact of routing does to a request: for every pair of state and fact, apply or ignore.
 * Nothing is refused, for what happened there has happened.
 *
 * <p>What routing committed before it heard of the end of a request stands: what a member wrote and
 * answered is always added to the conversation. An answer that comes after a cancellation, or after
 * another answer was confirmed, changes nothing else and nothing is stated of it: the request has
 * had its one end, and rewards pays what was completed for an ended request by itself.
 *
 * <p>A second answer while one is judged cannot come from one epoch of routing (P2: one active
 * assignment); should it, its text is kept and the first remains the one that is judged.
 */
public final class Hearing {
  private final Patience patience;
  private final Supplier<UUID> ids;

  /**
   * Decides for one community.
   *
   * @param ids for notices
   */
  public Hearing(Patience patience, Supplier<UUID> ids) {
    this.patience = patience;
    this.ids = ids;
  }

  /** The table. */
  public Decision hear(Life life, Heard heard) {
    return switch (life.state()) {
      case Open s ->
          switch (heard) {
            case Heard.RouteOpen h -> h.round() < s.round() ? ignore(life) : routeHeard(life, h);
            case Heard.Taken h ->
                h.round() < s.round() ? ignore(life) : taken(life, s.taken(h.helper()), h);
            case Heard.Wrote h -> keep(life.routeHeard(h.at()), h);
            case Heard.FollowedUp h -> keep(life, h);
            case Heard.ThanksMarked h -> ignore(life);
            case Heard.Completed h -> h.round() < s.round() ? keep(life, h) : completed(life, s, h);
            case Heard.LetGo h -> ignore(life);
            case Heard.Exhausted h -> h.round() < s.round() ? ignore(life) : exhausted(life, h);
          };
      case InWork s ->
          switch (heard) {
            case Heard.RouteOpen h -> h.round() < s.round() ? ignore(life) : routeHeard(life, h);
            case Heard.Taken h ->
                h.round() < s.round() || s.isBy(h.helper().assignmentId())
                    ? ignore(life)
                    : taken(life, s.takenBy(h.helper()), h);
            case Heard.Wrote h -> wrote(life, s, h);
            case Heard.FollowedUp h -> keep(life, h);
            case Heard.ThanksMarked h -> ignore(life);
            case Heard.Completed h -> h.round() < s.round() ? keep(life, h) : completed(life, s, h);
            case Heard.LetGo h ->
                s.isBy(h.assignmentId())
                    ? Decision.of(ended(life.routeHeard(h.at())).withHelpers(s.letGo()))
                    : ignore(life);
            case Heard.Exhausted h -> h.round() < s.round() ? ignore(life) : routeHeard(life, h);
          };
      case Answered s ->
          switch (heard) {
            case Heard.RouteOpen h -> ignore(life);
            case Heard.Taken h -> ignore(life);
            case Heard.Wrote h -> keep(life, h);
            case Heard.FollowedUp h ->
                s.isBy(h.helper().assignmentId()) ? followedUp(life, h) : keep(life, h);
            case Heard.ThanksMarked h ->
                s.isBy(h.assignmentId()) ? thanksMarked(life, s, h) : ignore(life);
            case Heard.Completed h -> isOf(s.answer(), h) ? ignore(life) : keep(life, h);
            case Heard.LetGo h -> ignore(life);
            case Heard.Exhausted h -> ignore(life);
          };
      case Resolved s ->
          switch (heard) {
            case Heard.RouteOpen h -> ignore(life);
            case Heard.Taken h -> ignore(life);
            case Heard.Wrote h -> keep(life, h);
            case Heard.FollowedUp h -> keep(life, h);
            case Heard.ThanksMarked h -> ignore(life);
            case Heard.Completed h ->
                s.answer() != null && isOf(s.answer(), h) ? ignore(life) : keep(life, h);
            case Heard.LetGo h -> ignore(life);
            case Heard.Exhausted h -> ignore(life);
          };
      case Cancelled s ->
          switch (heard) {
            case Heard.RouteOpen h -> ignore(life);
            case Heard.Taken h -> ignore(life);
            case Heard.Wrote h -> keep(life, h);
            case Heard.FollowedUp h -> keep(life, h);
            case Heard.ThanksMarked h -> ignore(life);
            case Heard.Completed h ->
                s.answer() != null && isOf(s.answer(), h) ? ignore(life) : keep(life, h);
            case Heard.LetGo h -> ignore(life);
            case Heard.Exhausted h -> ignore(life);
          };
    };
  }

  private static Decision ignore(Life life) {
    return Decision.of(life);
  }

  private static boolean isOf(Answer answer, Heard.Completed heard) {
    return answer.by().assignmentId().equals(heard.helper().assignmentId());
  }

  private static Decision routeHeard(Life life, Heard heard) {
    return Decision.of(life.routeHeard(heard.at()));
  }

  private static Decision taken(Life life, InWork next, Heard.Taken heard) {
    Life routed = life.routeHeard(heard.at());
    // A limit that ran for the customer is over; otherwise the deadline may stay as it is.
    return Decision.of(
        life.waitingOn() == WaitingOn.CUSTOMER
            ? ended(routed).withHelpers(next)
            : routed.in(next, routed.dueAt()));
  }

  /** A question ends with the assignment that asked it. */
  private static Life ended(Life life) {
    return life.turned(life.turn().ended());
  }

  private Decision wrote(Life life, InWork state, Heard.Wrote heard) {
    Life routed = life.routeHeard(heard.at());
    UUID assignment = heard.helper().assignmentId();
    if (!heard.asksCustomer() || !state.isBy(assignment)) {
      return keep(routed, heard);
    }
    Turn turn = routed.turn().given(assignment, heard.heard(), heard.at());
    // What crossed on its way leaves the turn, and the deadline, as they were.
    return keep(
        turn.waitingOn() == WaitingOn.CUSTOMER
            ? routed.in(state, turn, heard.at().plus(patience.customerWait()))
            : routed,
        heard);
  }

  private Decision completed(Life life, Unanswered state, Heard.Completed heard) {
    Answer answer = new Answer(heard.helper(), heard.messageId(), heard.at());
    Answered next = state.completed(answer);
    Turn turn = life.turn().ended().given(heard.helper().assignmentId(), heard.heard(), heard.at());
    Life answered = life.routeHeard(heard.at()).in(next, turn, answeredUntil(turn, heard.at()));
    // What has an answer of its own waits for no incident's.
    return Decision.of(life.link().isOn() ? answered.with(life.link().split()) : answered)
        .and(answerOf(heard))
        .and(new Happening.Answered(answer, next.round()));
  }

  /** Silence confirms what the customer has read; what crossed the answer wants a follow-up. */
  private Instant answeredUntil(Turn turn, Instant at) {
    return at.plus(
        turn.waitingOn() == WaitingOn.CUSTOMER ? patience.silence() : patience.followUp());
  }

  private Decision followedUp(Life life, Heard.FollowedUp heard) {
    return keep(settled(life, heard.helper().assignmentId(), heard.heard(), heard.at()), heard);
  }

  /** The silence begins anew, unless the customer has written more than the member had heard. */
  private Life settled(Life life, UUID assignment, @Nullable Integer upTo, Instant at) {
    Turn turn = life.turn().given(assignment, upTo, at);
    return turn.waitingOn() == WaitingOn.CUSTOMER
        ? life.in(life.state(), turn, at.plus(patience.silence()))
        : life;
  }

  /** A mark stands for what the member had read; more than that is no thanks, and reopens. */
  private Decision thanksMarked(Life life, Answered state, Heard.ThanksMarked heard) {
    Life settled = settled(life, heard.assignmentId(), heard.heard(), heard.at());
    return settled.waitingOn() == WaitingOn.CUSTOMER
        ? Decision.of(settled.in(state.thanks(), settled.dueAt()))
        : Commanding.reopened(
            Decision.of(life),
            state,
            Happening.Why.CUSTOMER_WROTE,
            state.answer().by().memberId(),
            heard.at());
  }

  private Decision exhausted(Life life, Heard.Exhausted heard) {
    Life routed = life.routeHeard(heard.at());
    return routed.toldRound() >= routed.state().round()
        ? Decision.of(routed)
        : Decision.of(routed.told())
            .and(Message.notice(ids.get(), Notice.TAKES_LONGER, heard.at()));
  }

  private static Decision keep(Life life, Heard.Wrote heard) {
    return Decision.of(life).and(message(heard));
  }

  private static Decision keep(Life life, Heard.FollowedUp heard) {
    return Decision.of(life)
        .and(Message.ofMember(heard.messageId(), heard.helper(), heard.text(), false, heard.at()));
  }

  private static Decision keep(Life life, Heard.Completed heard) {
    return Decision.of(life).and(answerOf(heard));
  }

  private static Message message(Heard.Wrote heard) {
    return Message.ofMember(
        heard.messageId(), heard.helper(), heard.text(), heard.asksCustomer(), heard.at());
  }

  private static Message answerOf(Heard.Completed heard) {
    return Message.answer(
        heard.messageId(), heard.helper(), heard.round(), heard.answer(), heard.at());
  }
}
