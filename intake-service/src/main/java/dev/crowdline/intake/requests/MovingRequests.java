package dev.crowdline.intake.requests;

import dev.crowdline.intake.requests.domain.Decision;
import dev.crowdline.intake.requests.domain.Happening;
import dev.crowdline.intake.requests.domain.Held;
import dev.crowdline.intake.requests.domain.Judgement;
import dev.crowdline.intake.requests.domain.Life;
import dev.crowdline.intake.requests.domain.RequestKey;
import dev.crowdline.intake.requests.messaging.StatingRequests;
import dev.crowdline.intake.requests.persistence.RequestTable;
import dev.crowdline.intake.requests.persistence.RequestTable.Change;
import dev.crowdline.support.commands.Command;
import dev.crowdline.support.database.Tx;
import dev.crowdline.support.problems.Problem;
import dev.crowdline.support.problems.ProblemType;
import dev.crowdline.support.web.IfMatch;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Event;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.function.BiFunction;
import org.jspecify.annotations.Nullable;

/**
 * Carries out commands on requests: lock, judge, store, state. It takes a list of them, at most one
 * of each request, with as many statements as one of them needs. Every command on a request goes
 * this way, so that none forgets a step.
 */
@ApplicationScoped
public class MovingRequests {
  private static final String ERASED =
      "what was written in it was erased, and it takes nothing more";

  private final RequestTable requests;
  private final Event<AnswerConfirmed> confirmed;

  MovingRequests(RequestTable requests, Event<AnswerConfirmed> confirmed) {
    this.requests = requests;
    this.confirmed = confirmed;
  }

  /** Carries out what is decided; what is refused writes nothing. One judgement each, in order. */
  List<Judgement> move(Tx tx, List<Command<RequestKey, Held, Judgement>> commands, Instant now) {
    Map<RequestKey, Held> held =
        requests.lock(tx, commands.stream().map(Command::key).toList(), List.of());
    List<Judgement> judgements =
        Command.decide(
            commands.stream().map(MovingRequests::unlessErased).toList(), held, Held::id, now);
    List<Change> changes = new ArrayList<>();
    for (int i = 0; i < commands.size(); i++) {
      Held before = held.get(commands.get(i).key());
      if (before != null && judgements.get(i) instanceof Decision decision) {
        changes.add(new Change(before, decision));
      }
    }
    requests.store(tx, changes);
    changes.forEach(change -> {
      StatingRequests.happened(tx, change.before(), null, now, change.decision().happenings());
      if (change.decision().happenings().stream().anyMatch(MovingRequests::isConfirmed)) {
        tx.afterCommit(() ->
            confirmed.fire(new AnswerConfirmed(change.before().community(), change.before().id())));
      }
    });
    return judgements;
  }

  private static boolean isConfirmed(Happening happening) {
    return happening instanceof Happening.Resolved resolved
        && resolved.how() != Happening.How.SILENCE;
  }

  private static Command<RequestKey, Held, Judgement> unlessErased(
      Command<RequestKey, Held, Judgement> command) {
    return new Command<>(
        command.key(),
        command.unknown(),
        (held, at) ->
            held.erased()
                ? new Judgement.Refused(held.life().state().status(), ERASED)
                : command.judge().apply(held, at));
  }

  /**
   * Judges one command by the life of the locked request and carries out what was decided; a
   * refusal becomes a problem that names the state.
   *
   * @return the decision, or null when the request is over and the command begins a new one
   */
  public @Nullable Decision move(
      Tx tx, String community, UUID id, Instant now, BiFunction<Life, Instant, Judgement> command) {
    return move(tx, community, id, null, now, command);
  }

  /** The same, if the request is still as {@code ifMatch} says. */
  public @Nullable Decision move(
      Tx tx,
      String community,
      UUID id,
      @Nullable String ifMatch,
      Instant now,
      BiFunction<Life, Instant, Judgement> command) {
    Command<RequestKey, Held, Judgement> one =
        new Command<>(
            new RequestKey(community, id),
            new Judgement.Unknown(),
            (held, at) -> {
              IfMatch.mustBe(ifMatch, held.version());
              return command.apply(held.life(), at);
            });
    return switch (move(tx, List.of(one), now).getFirst()) {
      case Decision decision -> decision;
      case Judgement.Unknown unknown -> throw Problem.notFound("request", id);
      case Judgement.Refused refused ->
          throw Problem.state("the request", refused.status(), refused.wanted());
      case Judgement.Lower lower ->
          throw Problem.field(
              ProblemType.NOT_ALLOWED_HERE,
              lower.field(),
              "is " + lower.now() + " already, and is only raised");
      case Judgement.Continues c -> null;
    };
  }
}
