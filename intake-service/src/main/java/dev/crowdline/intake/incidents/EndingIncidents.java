package dev.crowdline.intake.incidents;

import dev.crowdline.intake.incidents.persistence.IncidentTable;
import dev.crowdline.intake.requests.MovingRequests;
import dev.crowdline.intake.requests.domain.Commanding;
import dev.crowdline.intake.requests.domain.Decision;
import dev.crowdline.support.acts.Acts;
import dev.crowdline.support.database.Database;
import dev.crowdline.support.idempotency.Idempotency;
import dev.crowdline.support.problems.Problem;
import dev.crowdline.support.running.Ids;
import dev.crowdline.support.security.Caller;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * Takes one request out of its incident, or ends an incident. One that is answered is over with its
 * answer confirmed; of one that is not, each reporter gets a route of its own again.
 */
@ApplicationScoped
public class EndingIncidents {
  private final Database database;
  private final MovingRequests moving;
  private final IncidentTable incidents;
  private final Acts acts;
  private final Idempotency idempotency;
  private final InstantSource clock;

  EndingIncidents(
      Database database,
      MovingRequests moving,
      IncidentTable incidents,
      Acts acts,
      Idempotency idempotency,
      InstantSource clock) {
    this.database = database;
    this.moving = moving;
    this.incidents = incidents;
    this.acts = acts;
    this.idempotency = idempotency;
    this.clock = clock;
  }

  /** What is done, as it is written down. */
  public enum Kind {
    SPLIT,
    INCIDENT_CLOSED
  }

  /** Splits one request out for an operator. */
  public void split(Caller caller, UUID requestId, @Nullable String key) {
    database.transact(tx ->
        idempotency.runFor(
            tx,
            caller,
            "split-request/" + requestId,
            key,
            null,
            200,
            requestId.toString(),
            () -> {
              Instant now = clock.instant();
              moving.move(tx, caller.community(), requestId, now, Commanding::split);
              acts.add(tx, caller, requestId, now, Kind.SPLIT, Map.of());
            }));
  }

  /**
   * Ends an incident.
   *
   * @param reason for the audit, and for who worked on it without an answer; empty for none
   */
  public void close(
      Caller caller, UUID id, @Nullable String key, @Nullable String ifMatch, String reason) {
    database.transact(tx ->
        idempotency.runFor(
            tx,
            caller,
            "close-incident/" + id,
            key,
            reason,
            200,
            id.toString(),
            () -> {
              Instant now = clock.instant();
              if (incidents.find(tx, caller.community(), id) == null) {
                throw Problem.notFound("incident", id);
              }
              Decision ended =
                  moving.move(
                      tx,
                      caller.community(),
                      id,
                      ifMatch,
                      now,
                      (life, at) -> Commanding.close(life, reason, Ids::next, at));
              if (ended != null && !ended.happenings().isEmpty()) {
                acts.add(
                    tx,
                    caller,
                    id,
                    now,
                    Kind.INCIDENT_CLOSED,
                    reason.isEmpty() ? Map.of() : Map.of("reason", reason));
              }
            }));
  }
}
