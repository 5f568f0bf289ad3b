package dev.crowdline.intake.requests.domain;

import dev.crowdline.contracts.Priority;
import dev.crowdline.contracts.Tier;
import dev.crowdline.contracts.WaitingOn;
import dev.crowdline.intake.requests.domain.RequestState.Answered;
import dev.crowdline.intake.requests.domain.RequestState.Cancelled;
import dev.crowdline.intake.requests.domain.RequestState.Resolved;
import dev.crowdline.intake.requests.domain.RequestState.Unanswered;
import dev.crowdline.intake.requests.domain.RequestState.Unfinished;
import java.time.Instant;
import java.util.UUID;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** What the customer, the integrator and the operator may do to a request, in every state. */
public final class Commanding {
  /** The lowest number of stars that confirms an answer. */
  private static final int CONFIRMING_STARS = 3;

  private static final String JUDGED_ONLY_WHEN_ANSWERED =
      "only an answer that was not judged yet can be judged (ANSWERED)";

  private static final String ONLY_UNFINISHED = "only what is not finished can be raised";

  private Commanding() {}

  /** The customer writes. After an answer that begins a new round; after the end, a new request. */
  public static Judgement write(Life life, UUID messageId, String text, Instant now) {
    Message message = Message.ofCustomer(messageId, text, now);
    return switch (life.state()) {
      case Unanswered s -> saying(backWithHelpers(life, s), message);
      case Answered s ->
          reopened(
              saying(life, message),
              s,
              Happening.Why.CUSTOMER_WROTE,
              s.answer().by().memberId(),
              now);
      case Resolved s -> new Judgement.Continues();
      case Cancelled s -> new Judgement.Continues();
    };
  }

  /**
   * The customer says whether the answer solved it.
   *
   * @param text what the customer says beside, or nothing
   */
  public static Judgement judge(
      Life life, boolean solved, UUID messageId, String text, Instant now) {
    return switch (life.state()) {
      case Answered s -> {
        Decision said =
            text.isEmpty()
                ? Decision.of(life)
                : saying(life, Message.ofCustomer(messageId, text, now));
        yield solved
            ? resolved(said, s, Happening.How.CUSTOMER, now)
            : reopened(said, s, Happening.Why.NOT_SOLVED, s.answer().by().memberId(), now);
      }
      case Unanswered s -> new Judgement.Refused(s.status(), JUDGED_ONLY_WHEN_ANSWERED);
      case Resolved s -> new Judgement.Refused(s.status(), JUDGED_ONLY_WHEN_ANSWERED);
      case Cancelled s -> new Judgement.Refused(s.status(), JUDGED_ONLY_WHEN_ANSWERED);
    };
  }

  /**
   * The customer rates the answer of this round, once. Before the confirmation a good rating
   * confirms and a bad one reopens; after it the rating is only noted: what is confirmed and paid
   * stays so.
   */
  public static Judgement rate(Life life, int stars, String thanks, Instant now) {
    Rating rating = new Rating(life.state().round(), stars, thanks);
    return switch (life.state()) {
      case Answered s when life.canBeRated() -> {
        Decision rated = rated(life, s.answer(), rating);
        yield stars >= CONFIRMING_STARS
            ? resolved(rated, s, Happening.How.RATING, now)
            : reopened(rated, s, Happening.Why.LOW_RATING, s.answer().by().memberId(), now);
      }
      case Resolved s when life.canBeRated() -> rated(life, s.answer(), rating);
      case Answered s -> alreadyRated(s);
      case Resolved s -> alreadyRated(s);
      case Unanswered s -> new Judgement.Refused(s.status(), JUDGED_ONLY_WHEN_ANSWERED);
      case Cancelled s -> new Judgement.Refused(s.status(), JUDGED_ONLY_WHEN_ANSWERED);
    };
  }

  /** The customer wants the company's own people. Asked again, nothing more happens. */
  public static Judgement askForStaff(Life life, Instant now) {
    Decision raised =
        life.minimumTier() == Tier.SPECIALIST
            ? Decision.of(life)
            : Decision.of(life.raisedTo(Tier.SPECIALIST))
                .and(new Happening.TierRaised(Tier.SPECIALIST));
    return switch (life.state()) {
      case Unanswered s -> raised;
      case Answered s -> reopened(raised, s, Happening.Why.STAFF_WANTED, null, now);
      case Resolved s -> staffTooLate(s);
      case Cancelled s -> staffTooLate(s);
    };
  }

  /**
   * Ends a request without judging an answer. One that waits for its judgement is paid: its member
   * did the work, and nobody will say that it was wrong.
   *
   * @param reason told to the customer; empty when none was given
   */
  public static Judgement cancel(
      Life life, Happening.Who who, String reason, Supplier<UUID> ids, Instant now) {
    Message notice = Message.notice(ids.get(), Notices.closed(reason), now);
    return switch (life.state()) {
      case Unanswered s -> cancelled(life, s, who, now).and(notice);
      case Answered s ->
          cancelled(life, s, who, now)
              .and(notice)
              .and(
                  new Happening.Resolved(
                      s.answer().by(), s.round(), Happening.How.SILENCE, s.round()));
      case Resolved s ->
          new Judgement.Refused(s.status(), "only what is not finished can be cancelled");
      case Cancelled s ->
          new Judgement.Refused(s.status(), "only what is not finished can be cancelled");
    };
  }

  /**
   * Staff writes to the customer. It adds to the conversation and changes nothing else: whose turn
   * it is, who has the work and what waits for a verdict stay as they are, in every state.
   */
  public static Decision writeAsStaff(Life life, UUID messageId, String text, Instant now) {
    return Decision.of(life)
        .and(Message.ofStaff(messageId, text, now))
        .and(new Happening.StaffWrote(messageId, text));
  }

  /** It becomes more pressing. Said again, nothing more happens; nothing lowers a priority. */
  public static Judgement raisePriority(Life life, Priority priority) {
    return switch (life.state()) {
      case Unfinished s when life.priority() == priority -> Decision.of(life);
      case Unfinished s when life.priority().orHigher(priority) == priority ->
          Decision.of(life.raisedTo(priority)).and(new Happening.PriorityRaised(priority));
      case Unfinished s -> new Judgement.Lower("priority", life.priority());
      case Resolved s -> new Judgement.Refused(s.status(), ONLY_UNFINISHED);
      case Cancelled s -> new Judgement.Refused(s.status(), ONLY_UNFINISHED);
    };
  }

  /**
   * Members below that tier must not see it any more (P14). An answer that waits for its verdict
   * goes on waiting; the next round needs that tier.
   */
  public static Judgement raiseTier(Life life, Tier tier) {
    return switch (life.state()) {
      case Unfinished s when life.minimumTier() == tier -> Decision.of(life);
      case Unfinished s when tier.reaches(life.minimumTier()) ->
          Decision.of(life.raisedTo(tier)).and(new Happening.TierRaised(tier));
      case Unfinished s -> new Judgement.Lower("minimumTier", life.minimumTier());
      case Resolved s -> new Judgement.Refused(s.status(), ONLY_UNFINISHED);
      case Cancelled s -> new Judgement.Refused(s.status(), ONLY_UNFINISHED);
    };
  }

  private static Decision cancelled(Life life, Unfinished state, Happening.Who who, Instant now) {
    return Decision.of(life.finished(state.cancelled(now))).and(new Happening.Cancelled(who));
  }

  /** What is done when a request's time has come and nobody did anything. */
  public static Decision due(Life life, Supplier<UUID> ids, Instant now) {
    if (life.dueAt() == null || life.dueAt().isAfter(now)) {
      return Decision.of(life);
    }
    return switch (life.state()) {
      case Answered s -> resolved(Decision.of(life), s, Happening.How.SILENCE, now);
      case Unanswered s when s.waitingOn() == WaitingOn.CUSTOMER ->
          cancelled(life, s, Happening.Who.CUSTOMER_SILENT, now)
              .and(Message.notice(ids.get(), Notices.ENDED_WITHOUT_REPLY, now));
      case Unanswered s ->
          Decision.of(life.routeHeardAt() == null ? life.alerted(now) : life.in(s, null));
      case Resolved s -> Decision.of(life);
      case Cancelled s -> Decision.of(life);
    };
  }

  private static Life backWithHelpers(Life life, Unanswered state) {
    return state.waitingOn() == WaitingOn.HELPERS
        ? life
        : life.withHelpers(state.waitingOn(WaitingOn.HELPERS));
  }

  private static Decision saying(Life life, Message message) {
    return Decision.of(life)
        .and(message)
        .and(new Happening.CustomerWrote(message.id(), message.text()));
  }

  private static Decision resolved(
      Decision before, Answered state, Happening.How how, Instant now) {
    return before
        .with(before.life().finished(state.confirmed(now)))
        .and(new Happening.Resolved(state.answer().by(), state.round(), how, state.round()));
  }

  private static Decision reopened(
      Decision before, Answered state, Happening.Why why, @Nullable UUID preferred, Instant now) {
    RequestState.Open next = state.reopened();
    return before
        .with(before.life().reopened(next, now))
        .and(
            new Happening.Reopened(
                next.round(), why, state.answer().by().assignmentId(), preferred));
  }

  private static Decision rated(Life life, Answer answer, Rating rating) {
    return Decision.of(life.rated(rating))
        .and(new Happening.Rated(answer, rating.stars(), !rating.thanks().isEmpty()));
  }

  private static Judgement alreadyRated(RequestState state) {
    return new Judgement.Refused(
        state.status(), "the answer of round " + state.round() + " was rated already");
  }

  private static Judgement staffTooLate(RequestState state) {
    return new Judgement.Refused(
        state.status(), "write a message: it begins a new request, which can ask for staff");
  }
}
