package dev.crowdline.intake.requests.domain;

import dev.crowdline.contracts.Need;
import dev.crowdline.contracts.Priority;
import dev.crowdline.contracts.Tier;
import dev.crowdline.contracts.Turn;
import dev.crowdline.contracts.WaitingOn;
import dev.crowdline.intake.requests.domain.RequestState.Answered;
import dev.crowdline.intake.requests.domain.RequestState.Cancelled;
import dev.crowdline.intake.requests.domain.RequestState.Resolved;
import dev.crowdline.intake.requests.domain.RequestState.Unanswered;
import dev.crowdline.intake.requests.domain.RequestState.Unfinished;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** What the customer, the integrator and the operator may do to a request, in every state. */
public final class Commanding {
  /** The lowest number of stars that confirms an answer. */
  private static final int CONFIRMING_STARS = 3;

  private static final String ENDED_ONCE = "only what is not finished can be cancelled";
  private static final String JUDGED_ONLY_WHEN_ANSWERED =
      "only an answer that was not judged yet can be judged (ANSWERED)";

  private static final String ONLY_LINKED =
      "only what an incident answers, and is not finished, can be split out";

  private static final String ONLY_UNFINISHED = "only what is not finished can be raised";

  private Commanding() {}

  /**
   * The customer writes. Before the answer that is a reply. After it, it does not by itself refuse
   * the answer: the member may follow up for as long as the policy says, and thanks want nothing.
   * After the end thanks are delivered, and anything else is a new request.
   *
   * @param thanks whether these are thanks and nothing else
   * @param followUp how long the member may take
   */
  public static Judgement write(
      Life life, UUID messageId, String text, boolean thanks, Duration followUp, Instant now) {
    return switch (life.state()) {
      case Unanswered s -> {
        Decision said = saying(life, Message.ofCustomer(messageId, text, now));
        yield life.waitingOn() == said.life().waitingOn()
            ? said
            : said.with(said.life().withHelpers(s));
      }
      case Answered s when thanks -> thanking(life, messageId, text, now);
      case Answered s -> {
        Decision said = saying(life, Message.ofCustomer(messageId, text, now));
        if (s.thanksMarked()) {
          yield reopened(said, s, Happening.Why.CUSTOMER_WROTE, s.answer().by().memberId(), now);
        }
        // The first that waits has the deadline; more of the same does not put it off.
        yield life.waitingOn() == WaitingOn.HELPERS
            ? said
            : said.with(said.life().in(s, now.plus(followUp)));
      }
      case Resolved s -> thanks ? thanking(life, messageId, text, now) : new Judgement.Continues();
      case Cancelled s -> thanks ? thanking(life, messageId, text, now) : new Judgement.Continues();
    };
  }

  /**
   * The customer says whether the answer solved it.
   *
   * @param named the answer that is meant; null for the one that waits to be judged. One that was
   *     refused may have helped after all, whoever works on the request since; it is refused once
   * @param text what the customer says beside, or nothing
   */
  public static Judgement judge(
      Life life,
      boolean solved,
      @Nullable GivenAnswer named,
      UUID messageId,
      String text,
      Instant now) {
    Decision said =
        text.isEmpty() ? Decision.of(life) : saying(life, Message.ofCustomer(messageId, text, now));
    return switch (life.state()) {
      case Answered s when named == null || isOf(s.answer(), named) ->
          solved
              ? resolved(said, s, Happening.How.CUSTOMER, now)
              : reopened(said, s, Happening.Why.NOT_SOLVED, s.answer().by().memberId(), now);
      case Answered s when solved && life.link().isOn() ->
          new Judgement.Refused(
              s.status(), "the latest answer is the incident's: say whether that solved it");
      case Answered s when solved ->
          // Its answer was committed before, and nobody will say that it was wrong.
          afterAll(said, s, named, now)
              .and(
                  new Happening.Resolved(
                      s.answer().by(), s.round(), Happening.How.SILENCE, s.round()));
      case Unanswered s when named != null && solved -> afterAll(said, s, named, now);
      case Answered s -> refusedBefore(s);
      case Unanswered s ->
          named == null
              ? new Judgement.Refused(s.status(), JUDGED_ONLY_WHEN_ANSWERED)
              : refusedBefore(s);
      case Resolved s -> new Judgement.Refused(s.status(), JUDGED_ONLY_WHEN_ANSWERED);
      case Cancelled s -> new Judgement.Refused(s.status(), JUDGED_ONLY_WHEN_ANSWERED);
    };
  }

  private static boolean isOf(Answer answer, GivenAnswer named) {
    return answer.messageId().equals(named.answer().messageId());
  }

  private static Judgement.Refused refusedBefore(RequestState state) {
    return new Judgement.Refused(
        state.status(), "that answer was refused before; only 'solved' can be said of it now");
  }

  private static Decision afterAll(
      Decision before, Unfinished state, GivenAnswer named, Instant now) {
    return before
        .with(before.life().finished(state.confirmedAfterAll(named.answer(), now)))
        .and(
            new Happening.Resolved(
                named.answer().by(), named.round(), Happening.How.CUSTOMER, state.round()));
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
      case Answered s when life.link().isOn() -> answeredByIncident(s);
      case Answered s -> alreadyRated(s);
      case Resolved s -> rateResolved(life, s, rating);
      case Unanswered s -> new Judgement.Refused(s.status(), JUDGED_ONLY_WHEN_ANSWERED);
      case Cancelled s -> new Judgement.Refused(s.status(), JUDGED_ONLY_WHEN_ANSWERED);
    };
  }

  private static Judgement rateResolved(Life life, Resolved state, Rating rating) {
    Answer answer = state.answer();
    if (answer == null) {
      return new Judgement.Refused(
          state.status(), "an article solved it: there is no answer to rate");
    }
    if (life.link().isOn()) {
      return answeredByIncident(state);
    }
    return life.canBeRated() ? rated(life, answer, rating) : alreadyRated(state);
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
   * did the work, and nobody will say that it was wrong. The cancellation says so itself, for a
   * request has one end.
   *
   * @param reason told to the customer; empty when none was given
   */
  public static Judgement cancel(
      Life life, Happening.Who who, String reason, Supplier<UUID> ids, Instant now) {
    return cancel(life, who, Message.notice(ids.get(), Notice.closed(reason), now), now);
  }

  /** The customer needs no answer any more: a cancellation by who asked. */
  public static Judgement withdraw(Life life, UUID noticeId, Instant now) {
    Message notice = Message.notice(noticeId, Notice.WITHDRAWN, now);
    return cancel(life, Happening.Who.CUSTOMER, notice, now);
  }

  private static Judgement cancel(Life life, Happening.Who who, Message notice, Instant now) {
    return switch (life.state()) {
      case Unanswered s -> cancelled(life, s, null, who, now).and(notice);
      case Answered s -> cancelled(life, s, s.answer(), who, now).and(notice);
      case Resolved s -> new Judgement.Refused(s.status(), ENDED_ONCE);
      case Cancelled s -> new Judgement.Refused(s.status(), ENDED_ONCE);
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

  /**
   * It is about another topic. Nothing lowers its minimum tier; of one that is finished only what
   * it is about changes, and nobody is asked by it any more.
   *
   * @param topic null when it is about the same as before
   * @param demanded what the topic demands at least
   */
  public static Judgement understand(
      Life life, @Nullable String topic, List<Need> needs, Tier demanded) {
    if (topic == null) {
      return Decision.of(life);
    }
    return switch (life.state()) {
      case Unfinished s -> {
        Happening understood = new Happening.Understood(topic, needs);
        Tier tier = life.minimumTier().orHigher(demanded);
        yield tier == life.minimumTier()
            ? Decision.of(life).and(understood)
            : Decision.of(life.raisedTo(tier)).and(understood).and(new Happening.TierRaised(tier));
      }
      case Resolved s -> Decision.of(life);
      case Cancelled s -> Decision.of(life);
    };
  }

  /**
   * An incident answers it from now on, and the customer reads so. Said again, nothing more
   * happens.
   *
   * @param title of the incident
   */
  public static Judgement link(
      Life life, UUID incidentId, String title, UUID noticeId, Instant now) {
    UUID other = life.link().incidentId();
    return switch (life.state()) {
      case Unanswered s when incidentId.equals(other) -> Decision.of(life);
      case Unanswered s when other != null ->
          new Judgement.Refused(
              s.status(), "it is linked to incident " + other + "; split it first");
      case Unanswered s ->
          Decision.of(life.linkedTo(incidentId))
              .and(Message.notice(noticeId, Notice.known(title), now))
              .and(new Happening.Linked(incidentId));
      case Answered s -> linkedTooLate(s);
      case Resolved s -> linkedTooLate(s);
      case Cancelled s -> linkedTooLate(s);
    };
  }

  /**
   * The company ends an incident. Its answer is confirmed by that; without one it is cancelled.
   *
   * @param reason for who worked on it; empty when none was given
   */
  public static Judgement close(Life life, String reason, Supplier<UUID> ids, Instant now) {
    return switch (life.state()) {
      case Answered s -> resolved(Decision.of(life), s, Happening.How.CUSTOMER, now);
      case Unanswered s -> cancel(life, Happening.Who.OPERATOR, reason, ids, now);
      case Resolved s -> new Judgement.Refused(s.status(), ENDED_ONCE);
      case Cancelled s -> new Judgement.Refused(s.status(), ENDED_ONCE);
    };
  }

  /**
   * The customer found it in an article, before anybody answered. Nobody is asked any more.
   *
   * @param title of the article
   * @param author whose answer the article was made of; null for nobody's
   */
  public static Judgement solvedByArticle(
      Life life, UUID articleId, String title, @Nullable UUID author, UUID noticeId, Instant now) {
    return switch (life.state()) {
      case Unanswered s when life.link().isOn() ->
          new Judgement.Refused(s.status(), "an incident answers it: split it out first");
      case Unanswered s ->
          Decision.of(life.finished(s.solvedByArticle(now)))
              .and(Message.notice(noticeId, Notice.solvedByArticle(title), now))
              .and(new Happening.SolvedByArticle(articleId, author, s.round()));
      case Answered s -> solvedTooLate(s);
      case Resolved s -> solvedTooLate(s);
      case Cancelled s -> solvedTooLate(s);
    };
  }

  private static Judgement solvedTooLate(RequestState state) {
    return new Judgement.Refused(
        state.status(), "an article solves only what has no answer yet (OPEN, IN_WORK)");
  }

  /** It has nothing to do with the incident: it wants an answer of its own. */
  public static Judgement split(Life life, Instant now) {
    UUID incident = life.link().incidentId();
    return switch (life.state()) {
      case Unfinished s when incident != null -> splitOut(Decision.of(life), s, incident, now);
      case Unfinished s -> new Judgement.Refused(s.status(), ONLY_LINKED);
      case Resolved s -> new Judgement.Refused(s.status(), ONLY_LINKED);
      case Cancelled s -> new Judgement.Refused(s.status(), ONLY_LINKED);
    };
  }

  /**
   * The incident is answered: the customer reads its answer. What is linked to it and has an answer
   * already is left alone, so that nobody is told twice.
   *
   * @param silence after which silence confirms it
   */
  public static Decision tell(
      Life life, UUID incidentId, Answer answer, String text, Duration silence, Instant now) {
    return switch (life.state()) {
      case Unanswered s when incidentId.equals(life.link().incidentId()) -> {
        Turn turn =
            life.turn().ended().given(answer.by().assignmentId(), life.turn().highest(), now);
        Answer told = new Answer(answer.by(), answer.messageId(), now);
        yield Decision.of(
                life.with(life.link().told(now)).in(s.completed(told), turn, now.plus(silence)))
            .and(Message.told(answer.messageId(), answer.by(), text, now))
            .and(new Happening.Answered(told, s.round()));
      }
      case Unanswered s -> Decision.of(life);
      case Answered s -> Decision.of(life);
      case Resolved s -> Decision.of(life);
      case Cancelled s -> Decision.of(life);
    };
  }

  /** What nobody has works again from the start; who has the work goes on with it. */
  private static Decision splitOut(Decision before, Unfinished state, UUID incident, Instant now) {
    Life life = before.life();
    Link apart = life.link().split();
    Life after =
        switch (state) {
          case RequestState.Open s -> life.reopened(s, now).with(apart);
          case RequestState.InWork s -> life.with(apart);
          case Answered s -> life.reopened(s.reopened(), now).with(apart);
        };
    return before.with(after).and(new Happening.Split(incident, after.state().round()));
  }

  private static Judgement linkedTooLate(RequestState state) {
    return new Judgement.Refused(
        state.status(), "only a request that has no answer yet can be linked (OPEN, IN_WORK)");
  }

  private static Judgement answeredByIncident(RequestState state) {
    return new Judgement.Refused(
        state.status(), "an incident's answer is one for many: say whether it solved yours");
  }

  private static Decision cancelled(
      Life life, Unfinished state, @Nullable Answer paid, Happening.Who who, Instant now) {
    // An incident's answer is paid on the incident.
    Answer own = life.link().isOn() ? null : paid;
    return Decision.of(life.finished(state.cancelled(now)))
        .and(new Happening.Cancelled(who, own == null ? null : own.by().assignmentId()));
  }

  /** What is done when a request's time has come and nobody did anything. */
  public static Decision due(Life life, Supplier<UUID> ids, Instant now) {
    if (life.dueAt() == null || life.dueAt().isAfter(now)) {
      return Decision.of(life);
    }
    return switch (life.state()) {
      case Answered s ->
          life.waitingOn() == WaitingOn.CUSTOMER
              ? resolved(Decision.of(life), s, Happening.How.SILENCE, now)
              : reopened(
                  Decision.of(life),
                  s,
                  Happening.Why.CUSTOMER_WROTE,
                  s.answer().by().memberId(),
                  now);
      case Unanswered s when life.waitingOn() == WaitingOn.CUSTOMER ->
          cancelled(life, s, null, Happening.Who.CUSTOMER_SILENT, now)
              .and(Message.notice(ids.get(), Notice.ENDED_WITHOUT_REPLY, now));
      case Unanswered s ->
          Decision.of(
              life.routeHeardAt() == null && !life.link().isOn()
                  ? life.alerted(now)
                  : life.in(s, null));
      case Resolved s -> Decision.of(life);
      case Cancelled s -> Decision.of(life);
    };
  }

  private static Decision saying(Life life, Message message) {
    int number = life.nextNumber();
    return Decision.of(life.turned(life.turn().written(number, message.at())))
        .and(message)
        .and(new Happening.CustomerWrote(message.id(), message.text(), number, false));
  }

  private static Decision thanking(Life life, UUID messageId, String text, Instant now) {
    int number = life.nextNumber();
    return Decision.of(life.turned(life.turn().thanked(number)))
        .and(Message.thanks(messageId, text, now))
        .and(new Happening.CustomerWrote(messageId, text, number, true));
  }

  private static Decision resolved(
      Decision before, Answered state, Happening.How how, Instant now) {
    UUID incident = before.life().link().incidentId();
    Decision confirmed = before.with(before.life().finished(state.confirmed(now)));
    return incident != null
        ? confirmed.and(new Happening.Closed(incident, state.round()))
        : confirmed.and(
            new Happening.Resolved(state.answer().by(), state.round(), how, state.round()));
  }

  static Decision reopened(
      Decision before, Answered state, Happening.Why why, @Nullable UUID preferred, Instant now) {
    UUID incident = before.life().link().incidentId();
    if (incident != null) {
      return splitOut(before, state, incident, now);
    }
    RequestState.Open next = state.reopened();
    return before
        .with(before.life().reopened(next, now))
        .and(
            new Happening.Reopened(
                next.round(), why, state.answer().by().assignmentId(), preferred));
  }

  private static Decision rated(Life life, Answer answer, Rating rating) {
    return Decision.of(life.rated(rating))
        .and(new Happening.Rated(answer, rating.stars(), rating.thanks()));
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
