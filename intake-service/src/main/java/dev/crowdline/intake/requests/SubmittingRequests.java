package dev.crowdline.intake.requests;

import dev.crowdline.contracts.Channel;
import dev.crowdline.contracts.Dial;
import dev.crowdline.contracts.Need;
import dev.crowdline.contracts.Priority;
import dev.crowdline.contracts.RequestKind;
import dev.crowdline.contracts.Tier;
import dev.crowdline.intake.customers.RecognisingCustomers;
import dev.crowdline.intake.customers.domain.Contact;
import dev.crowdline.intake.customers.domain.Customer;
import dev.crowdline.intake.customers.persistence.CustomerTable;
import dev.crowdline.intake.requests.domain.Dialling;
import dev.crowdline.intake.requests.domain.Life;
import dev.crowdline.intake.requests.domain.Request;
import dev.crowdline.intake.requests.messaging.StatingRequests;
import dev.crowdline.intake.requests.persistence.RequestTable;
import dev.crowdline.intake.understanding.JudgingNeeds;
import dev.crowdline.intake.understanding.Understanding;
import dev.crowdline.intake.understanding.domain.Understood;
import dev.crowdline.support.commands.Batches;
import dev.crowdline.support.database.Database;
import dev.crowdline.support.database.Tx;
import dev.crowdline.support.idempotency.Idempotency;
import dev.crowdline.support.idempotency.Idempotency.Kept;
import dev.crowdline.support.idempotency.Idempotency.Keyed;
import dev.crowdline.support.running.Ids;
import dev.crowdline.support.security.Caller;
import dev.crowdline.support.tenancy.Communities;
import dev.crowdline.support.tracing.Traceparent;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Instant;
import java.time.InstantSource;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.SortedMap;
import java.util.UUID;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * A request comes in. When the caller sees 201, request, question, customer and fact are committed
 * (P1, P6). Four statements: the idempotency key, the customer, the request with its question, the
 * fact; and no more for those that come in together, no two of one key or of one customer.
 */
@ApplicationScoped
public class SubmittingRequests {
  private final RequestTable requests;
  private final RecognisingCustomers customers;
  private final Understanding understanding;
  private final JudgingNeeds skills;
  private final RethinkingTopics rethinking;
  private final ReadingRequests reading;
  private final Communities communities;
  private final Idempotency idempotency;
  private final InstantSource clock;
  private final Batches<Asked, Taken> together;

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
    this.requests = requests;
    this.customers = customers;
    this.understanding = understanding;
    this.skills = skills;
    this.rethinking = rethinking;
    this.reading = reading;
    this.communities = communities;
    this.idempotency = idempotency;
    this.clock = clock;
    this.together = new Batches<>(database, Asked::touched, this::takeTogether);
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
    Taken taken =
        together.run(
            new Asked(
                Idempotency.keyed(caller, "submit-request", key, asked, 201),
                Ids.next(),
                Traceparent.current(),
                RecognisingCustomers.asking(community, asked.contact()),
                asked,
                understood(community, asked)));
    Request request = taken.request();
    return request != null ? request : reading.get(community, taken.id());
  }

  /** What is asked, by whom, and under which key. */
  private record Asked(
      Keyed keyed,
      UUID id,
      @Nullable String traceparent,
      CustomerTable.Asking customer,
      Submission submission,
      Understood understood) {
    /** What two of one batch must not share. */
    Set<?> touched() {
      return Stream.concat(
              Stream.ofNullable(keyed.scope()),
              customer.contact().identifiers().stream()
                  .map(i -> List.of(customer.community(), i.written())))
          .collect(Collectors.toSet());
    }
  }

  /** What a submission came to; only the id of what its key came to before. */
  private record Taken(UUID id, @Nullable Request request) {}

  private List<Optional<Taken>> takeTogether(Tx tx, List<Asked> all) {
    Map<Keyed, UUID> before = new HashMap<>();
    List<Kept> repeated =
        idempotency.keep(
            tx, all.stream().map(each -> new Kept(each.keyed(), each.id().toString())).toList());
    Map<Idempotency.Scope, Idempotency.Outcome> earlier =
        idempotency.earlier(tx, repeated.stream().map(Kept::command).toList());
    repeated.forEach(each ->
        before.put(
            each.command(),
            UUID.fromString(
                Objects.requireNonNull(
                        earlier.get(each.command().scope()), "the key was there a moment ago")
                    .resourceId())));
    Map<UUID, Request> taken =
        take(tx, all.stream().filter(each -> !before.containsKey(each.keyed())).toList());
    return all.stream()
        .map(each ->
            Optional.of(
                new Taken(before.getOrDefault(each.keyed(), each.id()), taken.get(each.id()))))
        .toList();
  }

  private Map<UUID, Request> take(Tx tx, List<Asked> fresh) {
    if (fresh.isEmpty()) {
      return Map.of();
    }
    fresh.forEach(each ->
        skills.judge(tx, each.customer().community(), each.submission().needs(), List.of()));
    Instant now = clock.instant();
    List<Customer> asking =
        customers.recognise(tx, fresh.stream().map(Asked::customer).toList(), now);
    Map<UUID, Request> taken = new LinkedHashMap<>();
    for (int i = 0; i < fresh.size(); i++) {
      Asked each = fresh.get(i);
      Dial dial = dial(each.id(), each.submission(), each.understood());
      Request request =
          request(
              each.customer().community(),
              each.id(),
              asking.get(i),
              each.submission(),
              each.understood(),
              dial,
              now);
      taken.put(each.id(), request);
      tx.askedIn(each.traceparent(), () -> stated(tx, request, dial));
    }
    requests.add(tx, List.copyOf(taken.values()));
    return taken;
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

  private Request take(Tx tx, String community, UUID id, Submission asked, Understood understood) {
    skills.judge(tx, community, asked.needs(), List.of());
    Instant now = clock.instant();
    Customer customer = customers.recognise(tx, community, asked.contact(), now);
    Dial dial = dial(id, asked, understood);
    Request request = request(community, id, customer, asked, understood, dial, now);
    requests.add(tx, List.of(request));
    stated(tx, request, dial);
    return request;
  }

  private static @Nullable Dial dial(UUID id, Submission asked, Understood understood) {
    return Dialling.of(id, understood.communityPercent(), minimumTier(asked, understood));
  }

  /** The lowest tier that may see it, whatever a dial says. */
  private static Tier minimumTier(Submission asked, Understood understood) {
    return asked.minimumTier().orHigher(understood.minimumTier());
  }

  private static Request request(
      String community,
      UUID id,
      Customer customer,
      Submission asked,
      Understood understood,
      @Nullable Dial dial,
      Instant now) {
    return new Request(
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
        dial == null ? understood.evidence() : understood.evidence().dialled(dial),
        asked.attributes(),
        Ids.next(),
        asked.text(),
        null,
        now,
        1,
        Life.begin(
            asked.priority(),
            dial == null || dial.community() ? minimumTier(asked, understood) : Tier.SPECIALIST,
            now));
  }

  private void stated(Tx tx, Request request, @Nullable Dial dial) {
    StatingRequests.submitted(tx, request, communities.of(request.community()), dial);
    tx.afterCommit(() -> rethinking.soon(request));
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
    StatingRequests.submitted(tx, request, communities.of(request.community()), null);
  }
}
