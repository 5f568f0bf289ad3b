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
import dev.crowdline.support.commands.Batches;
import dev.crowdline.support.commands.Command;
import dev.crowdline.support.database.Database;
import dev.crowdline.support.database.Tx;
import dev.crowdline.support.idempotency.Idempotency;
import dev.crowdline.support.idempotency.Idempotency.Kept;
import dev.crowdline.support.idempotency.Idempotency.Keyed;
import dev.crowdline.support.idempotency.Idempotency.Scope;
import dev.crowdline.support.problems.Problem;
import dev.crowdline.support.problems.ProblemType;
import dev.crowdline.support.tracing.Traceparent;
import dev.crowdline.support.web.IfMatch;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Event;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.function.BiFunction;
import org.jspecify.annotations.Nullable;

/**
 * Carries out commands on requests: lock, judge, store, state. Those of customers that arrive
 * together go in one list, at most one of each request, with as many statements as one of them
 * needs. Every command on a request goes this way, so that none forgets a step.
 */
@ApplicationScoped
public class MovingRequests {
  private static final String ERASED =
      "what was written in it was erased, and it takes nothing more";

  private final RequestTable requests;
  private final Event<AnswerConfirmed> confirmed;
  private final Idempotency idempotency;
  private final InstantSource clock;
  private final Batches<Asked, Moved> together;

  MovingRequests(
      Database database,
      RequestTable requests,
      Event<AnswerConfirmed> confirmed,
      Idempotency idempotency,
      InstantSource clock) {
    this.requests = requests;
    this.confirmed = confirmed;
    this.idempotency = idempotency;
    this.clock = clock;
    this.together =
        new Batches<>(database, asked -> Set.of(asked.command().key()), this::moveTogether);
  }

  /**
   * What a command came to.
   *
   * @param judgement null when it was carried out before, under the same key
   * @param resourceId of what was made or changed then
   */
  public record Moved(@Nullable Judgement judgement, String resourceId) {}

  private record Asked(
      Keyed keyed,
      String resourceId,
      @Nullable String traceparent,
      Command<RequestKey, Held, Judgement> command) {}

  /**
   * Carries out one command, at most once per key, together with others; what is refused becomes a
   * problem that names the state. Only what changes the request keeps its key.
   *
   * @param keyed by {@link Idempotency#keyed}
   * @param resourceId of what it will have made or changed
   */
  public Moved move(
      Keyed keyed,
      String resourceId,
      String community,
      UUID id,
      BiFunction<Life, Instant, Judgement> command) {
    Moved moved =
        together.run(
            new Asked(
                keyed,
                resourceId,
                Traceparent.current(),
                new Command<>(
                    new RequestKey(community, id),
                    new Judgement.Unknown(),
                    (held, at) -> command.apply(held.life(), at))));
    if (moved.judgement() != null) {
      decided(id, moved.judgement());
    }
    return moved;
  }

  /** Keys are looked up once the requests are locked: a twin that is under way holds that lock. */
  private List<Optional<Moved>> moveTogether(Tx tx, List<Asked> all) {
    Map<RequestKey, Held> held =
        requests.lock(tx, all.stream().map(each -> each.command().key()).toList(), List.of());
    Map<Scope, Idempotency.Outcome> earlier =
        idempotency.earlier(tx, all.stream().map(Asked::keyed).toList());
    List<Asked> due =
        all.stream()
            .filter(
                each -> each.keyed().scope() == null || !earlier.containsKey(each.keyed().scope()))
            .toList();
    List<Judgement> judgements = move(tx, due, held, clock.instant());
    List<Kept> kept = new ArrayList<>();
    Map<RequestKey, Judgement> judged = new HashMap<>();
    for (int i = 0; i < due.size(); i++) {
      judged.put(due.get(i).command().key(), judgements.get(i));
      if (judgements.get(i) instanceof Decision) {
        kept.add(new Kept(due.get(i).keyed(), due.get(i).resourceId()));
      }
    }
    if (!idempotency.keep(tx, kept).isEmpty()) {
      throw new IllegalStateException("a key was kept by somebody who did not lock its request");
    }
    return all.stream().map(each -> Optional.of(moved(each, judged, earlier))).toList();
  }

  private static Moved moved(
      Asked asked, Map<RequestKey, Judgement> judged, Map<Scope, Idempotency.Outcome> earlier) {
    Scope scope = asked.keyed().scope();
    Idempotency.Outcome before = scope == null ? null : earlier.get(scope);
    return before == null
        ? new Moved(judged.get(asked.command().key()), asked.resourceId())
        : new Moved(null, before.resourceId());
  }

  /** Carries out what is decided; what is refused writes nothing. One judgement each, in order. */
  List<Judgement> move(Tx tx, List<Command<RequestKey, Held, Judgement>> commands, Instant now) {
    Map<RequestKey, Held> held =
        requests.lock(tx, commands.stream().map(Command::key).toList(), List.of());
    return move(
        tx,
        commands.stream()
            .map(each -> new Asked(new Keyed(null, 200), "", Traceparent.current(), each))
            .toList(),
        held,
        now);
  }

  private List<Judgement> move(Tx tx, List<Asked> asked, Map<RequestKey, Held> held, Instant now) {
    List<Judgement> judgements =
        Command.decide(
            asked.stream().map(each -> unlessErased(each.command())).toList(), held, Held::id, now);
    List<Change> changes = new ArrayList<>();
    for (int i = 0; i < asked.size(); i++) {
      Held before = held.get(asked.get(i).command().key());
      if (before != null && judgements.get(i) instanceof Decision decision) {
        Change change = new Change(before, decision);
        changes.add(change);
        tx.askedIn(asked.get(i).traceparent(), () -> happened(tx, change, now));
      }
    }
    requests.store(tx, changes);
    return judgements;
  }

  private void happened(Tx tx, Change change, Instant now) {
    StatingRequests.happened(tx, change.before(), null, now, change.decision().happenings());
    if (change.decision().happenings().stream().anyMatch(MovingRequests::isConfirmed)) {
      tx.afterCommit(() ->
          confirmed.fire(new AnswerConfirmed(change.before().community(), change.before().id())));
    }
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
    return decided(id, move(tx, List.of(one), now).getFirst());
  }

  private static @Nullable Decision decided(UUID id, Judgement judgement) {
    return switch (judgement) {
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
