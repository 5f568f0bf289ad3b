package dev.crowdline.intake.webhooks.persistence;

import dev.crowdline.intake.webhooks.domain.Progress;
import dev.crowdline.intake.webhooks.domain.Webhook;
import dev.crowdline.intake.webhooks.domain.Webhook.Signing;
import dev.crowdline.support.database.Row;
import dev.crowdline.support.database.Sql;
import dev.crowdline.support.database.SqlArray;
import dev.crowdline.support.database.Tx;
import dev.crowdline.support.security.Seal;
import io.quarkus.runtime.Startup;
import jakarta.enterprise.context.ApplicationScoped;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.UUID;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.jspecify.annotations.Nullable;

/** Webhooks, their secrets, and how far each was told. */
@Startup // a missing or malformed key stops the boot
@ApplicationScoped
public class WebhookTable {
  private static final String WITH_PROGRESS =
      """
      select w.*, p.position, f.last - p.position as behind, p.failing_since, p.problem, p.delivered_at
      from webhook w
      join webhook_progress p on p.webhook_id = w.id and p.community = w.community
      join event_feed f on f.community = w.community
      """;

  private final Seal seal;

  WebhookTable(@ConfigProperty(name = "crowdline.contact-key") String base64) {
    this.seal =
        new Seal(
            base64,
            "crowdline.contact-key (CROWDLINE_CONTACT_KEY)",
            "crowdline webhook marks, version 1");
  }

  /** A webhook and how it does. */
  public record Standing(Webhook webhook, Progress progress) {}

  /** A webhook that this replica serves until then; nobody else does. */
  public record Leased(String community, UUID id, Instant until) {}

  /**
   * By what its messages are signed.
   *
   * @param earlier while the one before it still counts
   */
  public record Secrets(String current, @Nullable String earlier) {
    @Override
    public String toString() {
      return "Secrets[…]";
    }
  }

  /** Adds one, which is told what comes after a position. */
  public void add(Tx tx, Webhook webhook, String secret, long position) {
    tx.update(
        """
        insert into webhook (community, id, url, description, types, signing, secret, public_key, enabled, created_at, version)
        values (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)
        """,
        webhook.community(),
        webhook.id(),
        webhook.url(),
        webhook.description(),
        SqlArray.texts(webhook.types()),
        webhook.signing(),
        sealed(webhook.community(), webhook.id(), secret),
        webhook.publicKey(),
        webhook.enabled(),
        webhook.createdAt(),
        webhook.version());
    tx.update(
        "insert into webhook_progress (community, webhook_id, position) values (?, ?, ?)",
        webhook.community(),
        webhook.id(),
        position);
  }

  /** Stores what is edited of one whose row is locked. */
  public void put(Tx tx, Webhook webhook) {
    tx.update(
        """
        update webhook set url = ?, description = ?, types = ?, enabled = ?, version = ?
        where community = ? and id = ?
        """,
        webhook.url(),
        webhook.description(),
        SqlArray.texts(webhook.types()),
        webhook.enabled(),
        webhook.version(),
        webhook.community(),
        webhook.id());
  }

  /** Another secret signs from now on, and the present one as well until then. */
  public void renew(Tx tx, Webhook renewed, String secret) {
    tx.update(
        """
        update webhook set earlier_secret = secret, earlier_until = ?, secret = ?, public_key = ?, version = ?
        where community = ? and id = ?
        """,
        renewed.earlierUntil(),
        sealed(renewed.community(), renewed.id(), secret),
        renewed.publicKey(),
        renewed.version(),
        renewed.community(),
        renewed.id());
  }

  /** Removes one with all that is known of its deliveries. */
  public void remove(Tx tx, String community, UUID id) {
    tx.update("delete from webhook where community = ? and id = ?", community, id);
  }

  /** One, locked, or null. */
  public @Nullable Webhook lock(Tx tx, String community, UUID id) {
    return tx.one(
        "select * from webhook where community = ? and id = ? for update",
        row -> webhook(row),
        community,
        id);
  }

  /** One and how it does, or null. */
  public @Nullable Standing find(Sql sql, String community, UUID id) {
    return sql.one(
        WITH_PROGRESS + " where w.community = ? and w.id = ?", row -> standing(row), community, id);
  }

  /** A community's, the oldest first. */
  public List<Standing> list(Sql sql, String community, int most) {
    return sql.query(
        WITH_PROGRESS + " where w.community = ? order by w.created_at, w.id limit ?",
        row -> standing(row),
        community,
        most);
  }

  /** All of some communities. */
  public List<Webhook> of(Sql sql, Collection<String> communities) {
    return sql.query(
        "select * from webhook where community = any(?)",
        row -> webhook(row),
        SqlArray.texts(communities));
  }

  /** When the oldest of all was made; null when there is none. */
  public @Nullable Instant since(Sql sql) {
    return sql
        .query(
            "select created_at from webhook order by created_at limit 1",
            row -> row.instant("created_at"))
        .stream()
        .findFirst()
        .orElse(null);
  }

  /** By what one's messages are signed at a time. */
  public Secrets secrets(Sql sql, String community, UUID id, Instant now) {
    Secrets secrets =
        sql.one(
            """
            select secret, case when earlier_until > ? then earlier_secret end as earlier
            from webhook where community = ? and id = ?
            """,
            row -> {
              byte[] earlier = row.bytesOrNull("earlier");
              return new Secrets(
                  opened(community, id, row.bytes("secret")),
                  earlier == null ? null : opened(community, id, earlier));
            },
            now,
            community,
            id);
    if (secrets == null) {
      throw new IllegalStateException("no webhook " + id);
    }
    return secrets;
  }

  /**
   * There is something new for the webhooks of some communities.
   *
   * @param probeAt when one that was not reached is tried with it at the latest
   */
  public void wake(Tx tx, Collection<String> communities, Instant now, Instant probeAt) {
    tx.update(
        """
        update webhook_progress p
        set due_at = case when p.failing_since is null then ? else least(p.due_at, ?) end
        from webhook w
        where w.community = any(?) and w.id = p.webhook_id and w.community = p.community
          and w.enabled and w.url is not null
          and (p.due_at is null or p.due_at > case when p.failing_since is null then ? else ? end)
        """,
        now,
        probeAt,
        SqlArray.texts(communities),
        now,
        probeAt);
  }

  /** One is looked at as soon as may be, and taken for working. */
  public void wakeOne(Tx tx, String community, UUID id, Instant now) {
    tx.update(
        """
        update webhook_progress set due_at = ?, failing_since = null
        where community = ? and webhook_id = ?
        """,
        now,
        community,
        id);
  }

  /** One is told again what came after a position. */
  public void rewind(Tx tx, String community, UUID id, long position) {
    tx.update(
        "update webhook_progress set position = ? where community = ? and webhook_id = ?",
        position,
        community,
        id);
  }

  /** Leases some that are due, for this replica. */
  public List<Leased> lease(Tx tx, Instant now, Instant until, int most) {
    return tx.query(
        """
        with due as (
          select webhook_id, community from webhook_progress
          where due_at <= ? and (leased_until is null or leased_until <= ?)
          order by due_at limit ? for update skip locked
        )
        update webhook_progress p set leased_until = ? from due
        where p.webhook_id = due.webhook_id and p.community = due.community
        returning p.community, p.webhook_id
        """,
        row -> new Leased(row.text("community"), row.uuid("webhook_id"), until),
        now,
        now,
        most,
        until);
  }

  /**
   * How far a leased one is, locked; null when the lease is somebody else's by now, or it is gone.
   * The webhook is locked first, as by who edits it.
   */
  public @Nullable Progress lockLeased(Tx tx, Leased leased) {
    tx.query(
        "select 1 as one from webhook where community = ? and id = ? for key share",
        row -> 1,
        leased.community(),
        leased.id());
    return tx.one(
        """
        select *, 0::bigint as behind from webhook_progress
        where community = ? and webhook_id = ? and leased_until = ? for update
        """,
        row -> progress(row),
        leased.community(),
        leased.id(),
        leased.until());
  }

  /** Ends a lease. */
  public void release(Tx tx, Leased leased, Progress progress, @Nullable Instant dueAt) {
    tx.update(
        """
        update webhook_progress set leased_until = null, position = ?, due_at = ?, failing_since = ?,
          problem = ?, delivered_at = ?
        where community = ? and webhook_id = ?
        """,
        progress.position(),
        dueAt,
        progress.failingSince(),
        progress.problem(),
        progress.deliveredAt(),
        leased.community(),
        leased.id());
  }

  private byte[] sealed(String community, UUID id, String secret) {
    return seal.seal(owner(community, id), secret.getBytes(StandardCharsets.UTF_8));
  }

  private String opened(String community, UUID id, byte[] sealed) {
    return new String(seal.open(owner(community, id), sealed), StandardCharsets.UTF_8);
  }

  private static String owner(String community, UUID id) {
    return community + "/webhook/" + id;
  }

  private static Standing standing(Row row) {
    return new Standing(webhook(row), progress(row));
  }

  private static Progress progress(Row row) {
    return new Progress(
        row.bigint("position"),
        row.bigint("behind"),
        row.instantOrNull("failing_since"),
        row.textOrNull("problem"),
        row.instantOrNull("delivered_at"));
  }

  private static Webhook webhook(Row row) {
    return new Webhook(
        row.text("community"),
        row.uuid("id"),
        row.textOrNull("url"),
        row.text("description"),
        row.texts("types"),
        row.constant("signing", Signing.class),
        row.textOrNull("public_key"),
        row.instantOrNull("earlier_until"),
        row.bool("enabled"),
        row.instant("created_at"),
        row.bigint("version"));
  }
}
