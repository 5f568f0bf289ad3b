package dev.crowdline.intake.webhooks;

import dev.crowdline.intake.channels.domain.Retrying;
import dev.crowdline.intake.webhooks.Signatures.Made;
import dev.crowdline.intake.webhooks.domain.Answer;
import dev.crowdline.intake.webhooks.domain.Event;
import dev.crowdline.intake.webhooks.domain.Webhook;
import dev.crowdline.intake.webhooks.domain.Webhook.Signing;
import dev.crowdline.intake.webhooks.domain.WebhookDelivery;
import dev.crowdline.intake.webhooks.domain.WebhookDelivery.State;
import dev.crowdline.intake.webhooks.persistence.EventTable;
import dev.crowdline.intake.webhooks.persistence.EventTable.Reach;
import dev.crowdline.intake.webhooks.persistence.WebhookDeliveryTable;
import dev.crowdline.intake.webhooks.persistence.WebhookTable;
import dev.crowdline.intake.webhooks.persistence.WebhookTable.Secrets;
import dev.crowdline.intake.webhooks.persistence.WebhookTable.Standing;
import dev.crowdline.support.acts.Acts;
import dev.crowdline.support.database.Database;
import dev.crowdline.support.database.Tx;
import dev.crowdline.support.idempotency.Idempotency;
import dev.crowdline.support.idempotency.Idempotency.Outcome;
import dev.crowdline.support.problems.Problem;
import dev.crowdline.support.problems.ProblemType;
import dev.crowdline.support.running.Ids;
import dev.crowdline.support.security.Caller;
import dev.crowdline.support.web.IfMatch;
import dev.crowdline.support.web.Limit;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** Operators name the programs that hear what happens, and look after what becomes of it. */
@ApplicationScoped
public class ManagingWebhooks {
  /** The most of a community: each is a copy of all that it wants to hear. */
  static final int MOST = 20;

  /** How long the secret before a renewed one still signs. */
  static final Duration OVERLAP = Duration.ofDays(1);

  /** What a test says that it is. */
  static final String TEST = "dev.crowdline.intake.webhook-tested.v1";

  private final Database database;
  private final EventTable events;
  private final WebhookTable webhooks;
  private final WebhookDeliveryTable deliveries;
  private final DeliveringEvents delivering;
  private final SendingEvents sending;
  private final Acts acts;
  private final Idempotency idempotency;
  private final InstantSource clock;

  ManagingWebhooks(
      Database database,
      EventTable events,
      WebhookTable webhooks,
      WebhookDeliveryTable deliveries,
      DeliveringEvents delivering,
      SendingEvents sending,
      Acts acts,
      Idempotency idempotency,
      InstantSource clock) {
    this.database = database;
    this.events = events;
    this.webhooks = webhooks;
    this.deliveries = deliveries;
    this.delivering = delivering;
    this.sending = sending;
    this.acts = acts;
    this.idempotency = idempotency;
    this.clock = clock;
  }

  /** What is done, as it is written down. */
  public enum Kind {
    WEBHOOK_CREATED,
    WEBHOOK_CHANGED,
    WEBHOOK_REMOVED,
    WEBHOOK_SECRET_RENEWED,
    WEBHOOK_REPLAYED,
    WEBHOOK_REDELIVERED
  }

  /** What one is to be; without an address it reads by itself. */
  public record Wanted(
      @Nullable String url, String description, List<String> types, boolean enabled) {}

  /**
   * A webhook, and its secret where this answer is the one that shows it.
   *
   * @param secret null when there is none to show, or the key was repeated: it is not shown twice
   */
  public record Shown(Standing standing, @Nullable String secret) {
    @Override
    public String toString() {
      return "Shown[…]";
    }
  }

  /** Makes one; it hears what happens from now on. */
  public Shown create(Caller caller, @Nullable String key, Wanted wanted, Signing signing) {
    String community = caller.community();
    Made made = Signatures.make(signing);
    Outcome outcome =
        database.transact(tx ->
            idempotency.run(
                tx,
                caller,
                "create-webhook",
                key,
                List.of(wanted, signing),
                201,
                () -> {
                  events.begin(tx, community);
                  Long last = events.hold(tx, community);
                  if (webhooks.list(tx, community, MOST).size() >= MOST) {
                    throw Problem.of(
                        ProblemType.NOT_ALLOWED_HERE,
                        "a community has at most " + MOST + " webhooks");
                  }
                  Instant now = clock.instant();
                  Webhook webhook =
                      new Webhook(
                          community,
                          Ids.next(),
                          wanted.url(),
                          wanted.description(),
                          wanted.types(),
                          signing,
                          made.publicKey(),
                          null,
                          wanted.enabled(),
                          now,
                          1);
                  webhooks.add(tx, webhook, made.secret(), last == null ? 0 : last);
                  note(tx, caller, Kind.WEBHOOK_CREATED, webhook);
                  return webhook.id().toString();
                }));
    return new Shown(
        get(community, UUID.fromString(outcome.resourceId())),
        outcome.repeated() ? null : shown(signing, made));
  }

  /** Changes one, if it is still as {@code ifMatch} says. Enabled, it goes on where it stopped. */
  public Standing change(Caller caller, UUID id, @Nullable String ifMatch, Wanted wanted) {
    String community = caller.community();
    database.transact(tx -> {
      Webhook standing = locked(tx, community, id);
      IfMatch.mustBe(ifMatch, standing.version());
      Webhook changed =
          new Webhook(
              community,
              id,
              wanted.url(),
              wanted.description(),
              wanted.types(),
              standing.signing(),
              standing.publicKey(),
              standing.earlierUntil(),
              wanted.enabled(),
              standing.createdAt(),
              standing.version() + 1);
      webhooks.put(tx, changed);
      if (changed.pushes()) {
        Instant now = clock.instant();
        deliveries.allAgain(tx, community, id, now, now.plus(Retrying.PATIENCE));
        webhooks.wakeOne(tx, community, id, now);
        tx.afterCommit(delivering::wake);
      }
      note(tx, caller, Kind.WEBHOOK_CHANGED, changed);
      return null;
    });
    return get(community, id);
  }

  /** Removes one, with what is known of its deliveries. */
  public void remove(Caller caller, UUID id) {
    String community = caller.community();
    database.transact(tx -> {
      Webhook standing = locked(tx, community, id);
      webhooks.remove(tx, community, id);
      note(tx, caller, Kind.WEBHOOK_REMOVED, standing);
      return null;
    });
  }

  /** Another secret signs from now on; the present one does so as well for a day. */
  public Shown renew(Caller caller, UUID id, @Nullable String key) {
    String community = caller.community();
    Webhook before = get(community, id).webhook();
    Made made = Signatures.make(before.signing());
    Outcome outcome =
        database.transact(tx ->
            idempotency.runFor(
                tx,
                caller,
                "renew-webhook/" + id,
                key,
                null,
                200,
                id.toString(),
                () -> {
                  Webhook standing = locked(tx, community, id);
                  Webhook renewed =
                      new Webhook(
                          community,
                          id,
                          standing.url(),
                          standing.description(),
                          standing.types(),
                          standing.signing(),
                          made.publicKey(),
                          clock.instant().plus(OVERLAP),
                          standing.enabled(),
                          standing.createdAt(),
                          standing.version() + 1);
                  webhooks.renew(tx, renewed, made.secret());
                  note(tx, caller, Kind.WEBHOOK_SECRET_RENEWED, renewed);
                }));
    return new Shown(get(community, id), outcome.repeated() ? null : shown(before.signing(), made));
  }

  /** One that the community must have. */
  public Standing get(String community, UUID id) {
    Standing found = database.read(sql -> webhooks.find(sql, community, id));
    if (found == null) {
      throw Problem.notFound("webhook", id);
    }
    return found;
  }

  /** A community's, the oldest first. */
  public List<Standing> list(String community) {
    return database.read(sql -> webhooks.list(sql, community, MOST));
  }

  /** Sends one made-up message now, enabled or not, and says what was answered. */
  public Answer test(String community, UUID id) {
    Standing standing = get(community, id);
    String url = mustPush(standing.webhook());
    Instant now = clock.instant();
    Secrets secrets = database.read(sql -> webhooks.secrets(sql, community, id, now));
    Event made =
        new Event(community, 0, Ids.next(), TEST, "/intake/test", id, now, "{\"test\":true}");
    return sending.send(url, secrets, CloudEvent.of(made));
  }

  /** Tells one again all that came after a position, as far as it is kept. */
  public Standing replay(Caller caller, UUID id, long after) {
    String community = caller.community();
    database.transact(tx -> {
      Webhook standing = locked(tx, community, id);
      mustPush(standing);
      Reach reach = events.reach(tx, community);
      if (reach == null || after > reach.last()) {
        throw Problem.field(
            ProblemType.NOT_ALLOWED_HERE,
            "after",
            "is later than all that has happened; the last is "
                + (reach == null ? 0 : reach.last()));
      }
      webhooks.rewind(tx, community, id, after);
      webhooks.wakeOne(tx, community, id, clock.instant());
      note(tx, caller, Kind.WEBHOOK_REPLAYED, standing);
      tx.afterCommit(delivering::wake);
      return null;
    });
    return get(community, id);
  }

  /** What became of events at one, before a position, the latest first. */
  public List<WebhookDelivery> deliveries(
      String community, UUID id, @Nullable State state, long before, Limit limit) {
    get(community, id);
    return database.read(
        sql -> deliveries.list(sql, community, id, state, before, limit.items() + 1));
  }

  /** Tells one event again, whatever became of it. */
  public WebhookDelivery redeliver(Caller caller, UUID id, long position, @Nullable String key) {
    String community = caller.community();
    database.transact(tx ->
        idempotency.runFor(
            tx,
            caller,
            "redeliver/" + id + "/" + position,
            key,
            null,
            200,
            Long.toString(position),
            () -> {
              Webhook standing = locked(tx, community, id);
              mustPush(standing);
              Instant now = clock.instant();
              if (!deliveries.again(
                  tx, community, id, position, now, now.plus(Retrying.PATIENCE))) {
                throw Problem.notFound("delivery of the event at", position);
              }
              webhooks.wakeOne(tx, community, id, now);
              note(tx, caller, Kind.WEBHOOK_REDELIVERED, standing);
              tx.afterCommit(delivering::wake);
            }));
    WebhookDelivery now = database.read(sql -> deliveries.find(sql, community, id, position));
    if (now == null) {
      throw Problem.notFound("delivery of the event at", position);
    }
    return now;
  }

  private Webhook locked(Tx tx, String community, UUID id) {
    Webhook standing = webhooks.lock(tx, community, id);
    if (standing == null) {
      throw Problem.notFound("webhook", id);
    }
    return standing;
  }

  private static String mustPush(Webhook webhook) {
    String url = webhook.url();
    if (url == null) {
      throw Problem.state(
          "the webhook", "without an address", "it reads GET /v1/events by itself; give it a url");
    }
    return url;
  }

  private void note(Tx tx, Caller caller, Kind kind, Webhook webhook) {
    acts.add(
        tx,
        caller,
        null,
        clock.instant(),
        kind,
        Map.of("name", webhook.description(), "enabled", Boolean.toString(webhook.enabled())));
  }

  private static @Nullable String shown(Signing signing, Made made) {
    return signing == Signing.HMAC ? made.secret() : null;
  }
}
