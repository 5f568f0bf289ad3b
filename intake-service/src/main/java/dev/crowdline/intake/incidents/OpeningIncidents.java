package dev.crowdline.intake.incidents;

import dev.crowdline.contracts.Channel;
import dev.crowdline.contracts.Need;
import dev.crowdline.contracts.Priority;
import dev.crowdline.contracts.RequestKind;
import dev.crowdline.contracts.Tier;
import dev.crowdline.intake.customers.RecognisingCustomers;
import dev.crowdline.intake.customers.domain.Customer;
import dev.crowdline.intake.incidents.domain.Incident;
import dev.crowdline.intake.incidents.persistence.IncidentTable;
import dev.crowdline.intake.requests.SubmittingRequests;
import dev.crowdline.intake.requests.domain.Life;
import dev.crowdline.intake.requests.domain.Request;
import dev.crowdline.intake.understanding.JudgingNeeds;
import dev.crowdline.intake.understanding.Understanding;
import dev.crowdline.intake.understanding.domain.Understood;
import dev.crowdline.support.acts.Acts;
import dev.crowdline.support.database.Database;
import dev.crowdline.support.database.Tx;
import dev.crowdline.support.idempotency.Idempotency;
import dev.crowdline.support.running.Ids;
import dev.crowdline.support.security.Caller;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * Opens an incident: a request of its own, with a route and clocks like any other, that is answered
 * once for all who are linked to it.
 */
@ApplicationScoped
public class OpeningIncidents {
  /** Who answers many at once should be somebody whom the company answers for. */
  public static final Tier USUAL_TIER = Tier.SPECIALIST;

  /** Many wait for it. */
  public static final Priority USUAL_PRIORITY = Priority.HIGH;

  /** Nobody asks for an incident; this is who its route and its conversation name. */
  private static final String ALIAS = "Incident";

  private final Database database;
  private final IncidentTable incidents;
  private final SubmittingRequests submitting;
  private final RecognisingCustomers customers;
  private final Understanding understanding;
  private final JudgingNeeds skills;
  private final Acts acts;
  private final Idempotency idempotency;
  private final InstantSource clock;

  OpeningIncidents(
      Database database,
      IncidentTable incidents,
      SubmittingRequests submitting,
      RecognisingCustomers customers,
      Understanding understanding,
      JudgingNeeds skills,
      Acts acts,
      Idempotency idempotency,
      InstantSource clock) {
    this.database = database;
    this.incidents = incidents;
    this.submitting = submitting;
    this.customers = customers;
    this.understanding = understanding;
    this.skills = skills;
    this.acts = acts;
    this.idempotency = idempotency;
    this.clock = clock;
  }

  /** What is done, as it is written down. */
  public enum Kind {
    INCIDENT_OPENED
  }

  /**
   * What is known of it.
   *
   * @param title a few words, which customers read
   * @param text what who answers it reads
   * @param needs given skills; empty leaves them to the understanding
   * @param attributes such as area, product and device: whom it concerns
   */
  public record Opening(
      String title,
      String text,
      String language,
      Priority priority,
      Tier minimumTier,
      List<Need> needs,
      SortedMap<String, String> attributes) {}

  /** Opens one for an operator. The same key and body give the same incident again. */
  public UUID open(Caller caller, @Nullable String key, Opening asked) {
    return UUID.fromString(
        database
            .transact(tx ->
                idempotency.run(
                    tx, caller, "open-incident", key, asked, 201, () -> open(tx, caller, asked)))
            .resourceId());
  }

  private String open(Tx tx, Caller caller, Opening asked) {
    skills.judge(tx, caller.community(), asked.needs(), List.of());
    Instant now = clock.instant();
    UUID id = open(tx, caller.community(), Incident.Opener.OPERATOR, asked, now);
    acts.add(tx, caller, id, now, Kind.INCIDENT_OPENED, Map.of("title", asked.title()));
    return id.toString();
  }

  /** Opens one in a transaction. */
  UUID open(Tx tx, String community, Incident.Opener opener, Opening asked, Instant now) {
    Understood understood =
        understanding
            .understand(
                new Understanding.Question(
                    community,
                    asked.language(),
                    asked.title() + "\n" + asked.text(),
                    asked.attributes()))
            .withNeeds(asked.needs());
    Customer nobody = customers.standIn(tx, community, ALIAS, now);
    Request request =
        new Request(
            Ids.next(),
            community,
            RequestKind.INCIDENT,
            nobody.id(),
            nobody.alias(),
            Channel.API,
            asked.language(),
            understood.needs(),
            understood.topic(),
            understood.understood(),
            understood.evidence(),
            asked.attributes(),
            Ids.next(),
            asked.title() + "\n\n" + asked.text(),
            null,
            now,
            1,
            Life.begin(
                asked.priority(), asked.minimumTier().orHigher(understood.minimumTier()), now));
    submitting.submit(tx, request);
    incidents.add(tx, new Incident(community, request.id(), asked.title(), opener, now));
    return request.id();
  }
}
