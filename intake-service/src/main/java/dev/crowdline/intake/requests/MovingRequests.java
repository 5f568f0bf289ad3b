package dev.crowdline.intake.requests;

import dev.crowdline.intake.requests.domain.Decision;
import dev.crowdline.intake.requests.domain.Held;
import dev.crowdline.intake.requests.domain.Judgement;
import dev.crowdline.intake.requests.domain.Life;
import dev.crowdline.intake.requests.messaging.StatingRequests;
import dev.crowdline.intake.requests.persistence.RequestTable;
import dev.crowdline.intake.requests.persistence.RequestTable.Change;
import dev.crowdline.support.database.Tx;
import dev.crowdline.support.problems.Problem;
import dev.crowdline.support.problems.ProblemType;
import dev.crowdline.support.web.IfMatch;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * Carries out a command on one request: lock, judge, store, state. Every command on a request goes
 * this way, so that none forgets a step.
 */
@ApplicationScoped
public class MovingRequests {
  private final RequestTable requests;

  MovingRequests(RequestTable requests) {
    this.requests = requests;
  }

  /**
   * Judges a command by the life of the locked request and carries out what was decided; a refusal
   * becomes a problem that names the state.
   *
   * @return the decision, or null when the request is over and the command begins a new one
   */
  public @Nullable Decision move(
      Tx tx, String community, UUID id, Instant now, Function<Life, Judgement> command) {
    return move(tx, community, id, null, now, command);
  }

  /** The same, if the request is still as {@code ifMatch} says. */
  public @Nullable Decision move(
      Tx tx,
      String community,
      UUID id,
      @Nullable String ifMatch,
      Instant now,
      Function<Life, Judgement> command) {
    Held held = requests.lock(tx, community, id);
    if (held == null) {
      throw Problem.notFound("request", id);
    }
    if (ifMatch != null) {
      IfMatch.mustBe(ifMatch, requests.version(tx, community, id));
    }
    return switch (command.apply(held.life())) {
      case Decision decision -> {
        requests.store(tx, List.of(new Change(held, decision)));
        StatingRequests.happened(tx, held, null, now, decision.happenings());
        yield decision;
      }
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
