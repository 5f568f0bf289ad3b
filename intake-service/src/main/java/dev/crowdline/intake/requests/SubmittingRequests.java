package dev.crowdline.intake.requests;

import dev.crowdline.contracts.Channel;
import dev.crowdline.contracts.Need;
import dev.crowdline.contracts.Priority;
import dev.crowdline.contracts.RequestKind;
import dev.crowdline.contracts.Tier;
import dev.crowdline.intake.customers.RecognisingCustomers;
import dev.crowdline.intake.customers.domain.Contact;
import dev.crowdline.intake.customers.domain.Customer;
import dev.crowdline.intake.requests.domain.Life;
import dev.crowdline.intake.requests.domain.Request;
import dev.crowdline.intake.requests.messaging.StatingRequests;
import dev.crowdline.intake.requests.persistence.RequestTable;
import dev.crowdline.intake.understanding.JudgingNeeds;
import dev.crowdline.intake.understanding.Understanding;
import dev.crowdline.intake.understanding.domain.Understood;
import dev.crowdline.support.database.Database;
import dev.crowdline.support.database.Tx;
import dev.crowdline.support.idempotency.Idempotency;
import dev.crowdline.support.idempotency.Idempotency.Outcome;
import dev.crowdline.support.running.Ids;
import dev.crowdline.support.security.Caller;
import dev.crowdline.support.tenancy.Communities;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.SortedMap;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * A request comes in. When the caller sees 201, request, question, customer and fact are committed
 * (P1, P6). Four statements: the idempotency key, the customer, the request with its question, the
 * fact.
 */
@ApplicationScoped
public class SubmittingRequests {
  private final Database database;
  private final RequestTable requests;
  private final RecognisingCustomers customers;
  private final Understanding understanding;
  private final JudgingNeeds skills;
  private final RethinkingTopics rethinking;
  private final ReadingRequests reading;
  private final Communities communities;
  private final Idempotency idempotency;
  private final InstantSource clock;

  SubmittingRequests(
      Database database,
      RequestTable requests,
      RecognisingCustomers customers,
      Understanding understanding,
      JudgingNeeds skills,
      RethinkingTopics rethinking,
      ReadingRequests reading,
      Communities communities,
      Idempotency idempotency,
      InstantSource clock) {
    this.database = database;
    this.requests = requests;
    this.customers = customers;
    this.understanding = understanding;
    this.skills = skills;
    this.rethinking = rethinking;
    this.reading = reading;
    this.communities = communities;
    this.idempotency = idempotency;
    this.clock = clock;
  }

  /**
   * What is asked for.
   *
   * @param needs given skills; empty leaves them to the understanding
   * @param attributes sorted, so that the same body has the same fingerprint
   */
  public record Submission(
      String text,
      Channel channel,
      String language,
      Priority priority,
      Tier minimumTier,
      List<Need> needs,
      SortedMap<String, String> attributes,
      Contact contact) {}

  /** Takes a request. The same key and body give the same request again, as it is now. */
  public Request submit(Caller caller, @Nullable String key, Submission asked) {
    String community = caller.community();
    Understood understood = understood(community, asked);
    UUID id = Ids.next();
    Taken taken = new Taken();
    Outcome outcome =
        database.transact(tx ->
            idempotency.runFor(
                tx,
                caller,
                "submit-request",
                key,
                asked,
                201,
                id.toString(),
                () -> taken.request = take(tx, community, id, asked, understood)));
    Request request = taken.request;
    return request != null && !outcome.repeated()
        ? request
        : reading.get(community, UUID.fromString(outcome.resourceId()));
  }

  /**
   * Takes a request in the given transaction, of somebody who is no caller: a channel, which knows
   * by itself what it has taken before.
   */
  public Request submit(Tx tx, String community, Submission asked) {
    return take(tx, community, Ids.next(), asked, understood(community, asked));
  }

  private Understood understood(String community, Submission asked) {
    return understanding
        .understand(
            new Understanding.Question(
                community, asked.language(), asked.text(), asked.attributes()))
        .withNeeds(asked.needs());
  }

  private static final class Taken {
    @Nullable Request request;
  }

  private Request take(Tx tx, String community, UUID id, Submission asked, Understood understood) {
    skills.judge(tx, community, asked.needs(), List.of());
    Instant now = clock.instant();
    Customer customer = customers.recognise(tx, community, asked.contact(), now);
    Request request =
        new Request(
            id,
            community,
            RequestKind.REQUEST,
            customer.id(),
            customer.alias(),
            asked.channel(),
            asked.language(),
            understood.needs(),
            understood.topic(),
            understood.understood(),
            understood.evidence(),
            asked.attributes(),
            Ids.next(),
            asked.text(),
            null,
            now,
            1,
            Life.begin(
                asked.priority(), asked.minimumTier().orHigher(understood.minimumTier()), now));
    add(tx, request);
    tx.afterCommit(() -> rethinking.soon(request));
    return request;
  }

  /**
   * What a customer writes after the end: a new request like the old one, linked to it, in the
   * given transaction.
   */
  public Request continueFrom(Tx tx, Request old, String text) {
    Instant now = clock.instant();
    Request request =
        new Request(
            Ids.next(),
            old.community(),
            RequestKind.REQUEST,
            old.customerId(),
            old.alias(),
            old.channel(),
            old.language(),
            old.needs(),
            old.topic(),
            old.understood(),
            old.evidence(),
            old.attributes(),
            Ids.next(),
            text,
            old.id(),
            now,
            1,
            Life.begin(old.life().priority(), old.life().minimumTier(), now));
    add(tx, request);
    return request;
  }

  /** Takes a request that was made here, such as an incident, in the given transaction. */
  public void submit(Tx tx, Request request) {
    add(tx, request);
  }

  private void add(Tx tx, Request request) {
    requests.add(tx, List.of(request));
    StatingRequests.submitted(tx, request, communities.of(request.community()));
  }
}
