package dev.crowdline.intake.webhooks.persistence;

import dev.crowdline.intake.webhooks.domain.WebhookDelivery;
import dev.crowdline.intake.webhooks.domain.WebhookDelivery.State;
import dev.crowdline.support.database.Columns;
import dev.crowdline.support.database.Row;
import dev.crowdline.support.database.Sql;
import dev.crowdline.support.database.Tx;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** What became of events at webhooks. */
@ApplicationScoped
public class WebhookDeliveryTable {
  private static final Columns<WebhookDelivery> DELIVERY =
      Columns.<WebhookDelivery>of()
          .text("community", WebhookDelivery::community)
          .uuid("webhook_id", WebhookDelivery::webhookId)
          .bigint("position", WebhookDelivery::position)
          .key()
          .uuid("event_id", WebhookDelivery::eventId)
          .text("type", WebhookDelivery::type)
          .uuid("subject", WebhookDelivery::subject)
          .constant("state", WebhookDelivery::state)
          .integer("attempts", WebhookDelivery::attempts)
          .instant("first_at", WebhookDelivery::firstAt)
          .instant("give_up_at", WebhookDelivery::giveUpAt)
          .instant("due_at", WebhookDelivery::dueAt)
          .instant("last_at", WebhookDelivery::lastAt)
          .integer("status", WebhookDelivery::status)
          .integer("millis", WebhookDelivery::millis)
          .text("problem", WebhookDelivery::problem);

  /** Written out, so that the few that did not arrive are found by their index. */
  private static final Map<State, String> OF_STATE =
      Map.of(
          State.WAITING, " and state = 'WAITING'",
          State.FAILED, " and state = 'FAILED'",
          State.DELIVERED, " and state = 'DELIVERED'");

  private static final String SAVE =
      """
      insert into webhook_delivery (%s) select %s from %s
      on conflict (webhook_id, position, community) do update set %s
      """
          .formatted(
              DELIVERY.names(), DELIVERY.names("g."), DELIVERY.given(), DELIVERY.sets("excluded"));

  /** Stores what became of some, each once. */
  public void save(Tx tx, Collection<WebhookDelivery> deliveries) {
    if (!deliveries.isEmpty()) {
      tx.update(SAVE, DELIVERY.arrays(deliveries));
    }
  }

  /** Those of a webhook that are to be tried again by now, in their order. */
  public List<WebhookDelivery> due(
      Sql sql, String community, UUID webhookId, Instant now, int most) {
    return sql.query(
        """
        select * from webhook_delivery where community = ? and webhook_id = ? and due_at <= ?
        order by position limit ?
        """,
        row -> delivery(row),
        community,
        webhookId,
        now,
        most);
  }

  /** When the next of a webhook is to be tried again; null when none is. */
  public @Nullable Instant nextDue(Sql sql, String community, UUID webhookId) {
    return sql
        .query(
            """
            select due_at from webhook_delivery
            where community = ? and webhook_id = ? and due_at is not null order by due_at limit 1
            """,
            row -> row.instant("due_at"),
            community,
            webhookId)
        .stream()
        .findFirst()
        .orElse(null);
  }

  /** Tries one again from the beginning; false when there is none. */
  public boolean again(
      Tx tx, String community, UUID webhookId, long position, Instant now, Instant giveUpAt) {
    return tx.update(
            """
            update webhook_delivery set state = 'WAITING', attempts = 0, due_at = ?, give_up_at = ?
            where community = ? and webhook_id = ? and position = ?
            """,
            now,
            giveUpAt,
            community,
            webhookId,
            position)
        == 1;
  }

  /** Those of a webhook that wait are tried now. */
  public void allAgain(Tx tx, String community, UUID webhookId, Instant now, Instant giveUpAt) {
    tx.update(
        """
        update webhook_delivery set due_at = ?, give_up_at = ?, attempts = 0
        where community = ? and webhook_id = ? and due_at is not null
        """,
        now,
        giveUpAt,
        community,
        webhookId);
  }

  /** One, or null. */
  public @Nullable WebhookDelivery find(Sql sql, String community, UUID webhookId, long position) {
    return sql.one(
        "select * from webhook_delivery where community = ? and webhook_id = ? and position = ?",
        row -> delivery(row),
        community,
        webhookId,
        position);
  }

  /** Those of a webhook before a position, the latest first; of one state, or all. */
  public List<WebhookDelivery> list(
      Sql sql, String community, UUID webhookId, @Nullable State state, long before, int most) {
    return sql.query(
        "select * from webhook_delivery where community = ? and webhook_id = ? and position < ?"
            + (state == null ? "" : OF_STATE.get(state))
            + " order by position desc limit ?",
        row -> delivery(row),
        community,
        webhookId,
        before,
        most);
  }

  /** Forgets some of those that were tried first before then; returns how many. */
  public int forget(Tx tx, Instant before, int most) {
    return tx.update(
        """
        delete from webhook_delivery d using (
          select webhook_id, position, community from webhook_delivery
          where first_at < ? and due_at is null order by first_at limit ?
        ) o
        where d.webhook_id = o.webhook_id and d.position = o.position and d.community = o.community
        """,
        before,
        most);
  }

  private static WebhookDelivery delivery(Row row) {
    return new WebhookDelivery(
        row.text("community"),
        row.uuid("webhook_id"),
        row.bigint("position"),
        row.uuid("event_id"),
        row.text("type"),
        row.uuid("subject"),
        row.constant("state", State.class),
        row.integer("attempts"),
        row.instant("first_at"),
        row.instant("give_up_at"),
        row.instantOrNull("due_at"),
        row.instant("last_at"),
        row.integerOrNull("status"),
        row.integer("millis"),
        row.textOrNull("problem"));
  }
}
