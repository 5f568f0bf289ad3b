package dev.crowdline.intake.incidents;

import dev.crowdline.contracts.RequestKind;
import dev.crowdline.contracts.Tier;
import dev.crowdline.intake.incidents.domain.Incident;
import dev.crowdline.intake.incidents.persistence.IncidentTable;
import dev.crowdline.intake.requests.domain.Commanding;
import dev.crowdline.intake.requests.domain.Decision;
import dev.crowdline.intake.requests.domain.Held;
import dev.crowdline.intake.requests.domain.Judgement;
import dev.crowdline.intake.requests.domain.RequestKey;
import dev.crowdline.intake.requests.domain.Status;
import dev.crowdline.intake.requests.messaging.StatingRequests;
import dev.crowdline.intake.requests.persistence.RequestTable;
import dev.crowdline.intake.requests.persistence.RequestTable.Change;
import dev.crowdline.support.acts.Acts;
import dev.crowdline.support.database.Database;
import dev.crowdline.support.database.Tx;
import dev.crowdline.support.idempotency.Idempotency;
import dev.crowdline.support.problems.Problem;
import dev.crowdline.support.problems.ProblemType;
import dev.crowdline.support.running.Ids;
import dev.crowdline.support.security.Caller;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * Links requests to an incident. The incident's request is locked with those that are linked, in
 * the order of ids as everybody locks: whoever links either comes before its end, and is told with
 * the others, or is refused (P4). A reporter's minimum tier becomes the incident's when that is
 * higher (P14).
 */
@ApplicationScoped
public class LinkingReporters {
  private final Database database;
  private final RequestTable requests;
  private final IncidentTable incidents;
  private final Acts acts;
  private final Idempotency idempotency;
  private final InstantSource clock;

  LinkingReporters(
      Database database,
      RequestTable requests,
      IncidentTable incidents,
      Acts acts,
      Idempotency idempotency,
      InstantSource clock) {
    this.database = database;
    this.requests = requests;
    this.incidents = incidents;
    this.acts = acts;
    this.idempotency = idempotency;
    this.clock = clock;
  }

  /** What is done, as it is written down. */
  public enum Kind {
    LINKED
  }

  /** Links one request for an operator. What is linked already stays so. */
  public void link(Caller caller, UUID incidentId, UUID requestId, @Nullable String key) {
    database.transact(tx ->
        idempotency.runFor(
            tx,
            caller,
            "link-reporter/" + incidentId,
            key,
            requestId,
            200,
            incidentId.toString(),
            () -> {
              Instant now = clock.instant();
              Linking linking = link(tx, caller.community(), incidentId, List.of(requestId), now);
              if (linking.over() != null) {
                throw Problem.state(
                    "the incident",
                    linking.over(),
                    "only one that is not finished takes reporters");
              }
              if (linking.refusal() != null) {
                throw problem(requestId, linking.refusal());
              }
              if (!linking.linked().isEmpty()) {
                acts.add(
                    tx,
                    caller,
                    requestId,
                    now,
                    Kind.LINKED,
                    Map.of("incident", incidentId.toString()));
              }
            }));
  }

  private static Problem problem(UUID requestId, Judgement refusal) {
    return switch (refusal) {
      case Judgement.Refused refused ->
          Problem.state("the request", refused.status(), refused.wanted());
      case Judgement.Unknown unknown ->
          Problem.field(
              ProblemType.NOT_ALLOWED_HERE,
              "requestId",
              "must be a request of a customer: there is no such one with id " + requestId);
      default -> throw new IllegalStateException("linking came to " + refusal);
    };
  }

  /**
   * What became of it.
   *
   * @param linked those that were not linked before
   * @param refusal of the last that could not be; null when all could
   * @param over the status of an incident that is finished, which takes nobody; else null
   */
  record Linking(List<UUID> linked, @Nullable Judgement refusal, @Nullable Status over) {}

  /** Links those that can be, in a transaction. Refuses when the community has no such incident. */
  Linking link(Tx tx, String community, UUID incidentId, List<UUID> requestIds, Instant now) {
    Incident named = incidents.find(tx, community, incidentId);
    if (named == null) {
      throw Problem.notFound("incident", incidentId);
    }
    RequestKey incidentKey = new RequestKey(community, incidentId);
    List<RequestKey> keys = new ArrayList<>();
    keys.add(incidentKey);
    requestIds.forEach(id -> keys.add(new RequestKey(community, id)));
    Map<RequestKey, Held> held = requests.lock(tx, keys.stream().distinct().toList(), List.of());
    Held incident = held.get(incidentKey);
    if (incident == null) {
      throw new IllegalStateException("incident " + incidentId + " has no request");
    }
    Status status = incident.life().state().status();
    if (status.isFinished()) {
      return new Linking(List.of(), null, status);
    }
    List<Change> changes = new ArrayList<>();
    List<UUID> linked = new ArrayList<>();
    Judgement refusal = null;
    Tier highest = incident.life().minimumTier();
    for (UUID id : requestIds) {
      Held reporter = held.get(new RequestKey(community, id));
      Judgement judged =
          reporter == null || reporter.kind() == RequestKind.INCIDENT
              ? new Judgement.Unknown()
              : reporter.erased()
                  ? new Judgement.Refused(
                      reporter.life().state().status(), "what was written in it was erased")
                  : Commanding.link(reporter.life(), incidentId, named.title(), Ids.next(), now);
      if (reporter != null && judged instanceof Decision decision) {
        if (!decision.happenings().isEmpty()) {
          changes.add(new Change(reporter, decision));
          linked.add(id);
          highest = highest.orHigher(reporter.life().minimumTier());
        }
      } else {
        refusal = judged;
      }
    }
    if (highest != incident.life().minimumTier()
        && Commanding.raiseTier(incident.life(), highest) instanceof Decision raised) {
      changes.add(new Change(incident, raised));
    }
    requests.store(tx, changes);
    changes.forEach(change ->
        StatingRequests.happened(tx, change.before(), null, now, change.decision().happenings()));
    return new Linking(linked, refusal, null);
  }
}
