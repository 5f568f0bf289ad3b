package dev.crowdline.intake.channels.persistence;

import dev.crowdline.intake.channels.domain.Delivery;
import dev.crowdline.support.database.Row;
import dev.crowdline.support.database.Sql;
import dev.crowdline.support.database.SqlArray;
import dev.crowdline.support.database.Tx;
import dev.crowdline.support.web.Cursor;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * Messages on their way out. A delivery is added by the statement that stores its message
 * (RequestTable), so that there is none without the other.
 */
@ApplicationScoped
public class DeliveryTable {

  /**
   * Claims what is due of one account: the account of the one that is due longest. Later messages
   * of a conversation wait for the earlier ones.
   *
   * @param busy accounts that this replica sends by already
   * @param until when whoever has noted nothing is taken for dead
   */
  public List<Delivery> claim(Tx tx, Collection<UUID> busy, Instant now, Instant until, int most) {
    return tx
        .query(
            """
            with first as (
              select d.account_id, d.community from delivery d
              where d.due_at <= ? and d.account_id <> all(?) and not exists (%1$s)
              order by d.due_at limit 1
            ), due as (
              select d.message_id, d.community from delivery d join first f
                on f.account_id = d.account_id and f.community = d.community
              where d.due_at <= ? and not exists (%1$s)
              order by d.due_at limit ? for update of d skip locked
            )
            update delivery d set state = 'SENDING', attempts = d.attempts + 1, due_at = ?,
              unsure = d.unsure or d.state = 'SENDING'
            from due where d.message_id = due.message_id and d.community = due.community
            returning d.*
            """
                .formatted(
                    """
                    select from delivery e where e.request_id = d.request_id and e.community = d.community
                      and e.due_at is not null and e.message_id < d.message_id\
                    """),
            row -> delivery(row),
            now,
            SqlArray.uuids(busy),
            now,
            most,
            until)
        .stream()
        .sorted((a, b) -> a.messageId().compareTo(b.messageId()))
        .toList();
  }

  /** The provider has taken it. */
  public void sent(Tx tx, Delivery delivery, Instant now) {
    tx.update(
        """
        update delivery set state = 'SENT', sent_at = ?, due_at = null, problem = null
        where message_id = ? and community = ? and state = 'SENDING' and attempts = ?
        """,
        now,
        delivery.messageId(),
        delivery.community(),
        delivery.attempts());
  }

  /**
   * It was not taken.
   *
   * @param next when it is tried again; null gives it up
   */
  public void notTaken(Tx tx, Delivery delivery, String problem, @Nullable Instant next) {
    tx.update(
        """
        update delivery set state = ?, due_at = ?, problem = ?
        where message_id = ? and community = ? and state = 'SENDING' and attempts = ?
        """,
        next == null ? Delivery.State.FAILED : Delivery.State.WAITING,
        next,
        problem,
        delivery.messageId(),
        delivery.community(),
        delivery.attempts());
  }

  /** The provider says later that it did not arrive. */
  public void bounced(Tx tx, String community, UUID messageId, String problem) {
    tx.update(
        """
        update delivery set state = 'FAILED', sent_at = null, due_at = null, problem = ?
        where message_id = ? and community = ? and state = 'SENT'
        """,
        problem,
        messageId,
        community);
  }

  /** Tries a failed one again; false when there is no such one that failed. */
  public boolean retry(Tx tx, String community, UUID messageId, Instant now, Instant giveUpAt) {
    return tx.update(
            """
            update delivery set state = 'WAITING', due_at = ?, give_up_at = ?, attempts = 0, problem = null
            where message_id = ? and community = ? and state = 'FAILED'
            """,
            now,
            giveUpAt,
            messageId,
            community)
        == 1;
  }

  /** A delivery, or null. */
  public @Nullable Delivery find(Sql sql, String community, UUID messageId) {
    return sql.one(
        "select * from delivery where message_id = ? and community = ?",
        row -> delivery(row),
        messageId,
        community);
  }

  /** Those after the cursor, the latest first; of one state, or all. */
  public List<Delivery> list(
      Sql sql, String community, Delivery.@Nullable State state, @Nullable Cursor after, int most) {
    List<@Nullable Object> parameters = new ArrayList<>(List.of(community));
    StringBuilder where = new StringBuilder();
    if (state != null) {
      where.append(" and state = ?");
      parameters.add(state);
    }
    if (after != null) {
      where.append(" and (created_at, message_id) < (?, ?)");
      parameters.addAll(List.of(after.at(), after.id()));
    }
    parameters.add(most);
    return sql.query(
        "select * from delivery where community = ?"
            + where
            + " order by created_at desc, message_id desc limit ?",
        row -> delivery(row),
        parameters.toArray());
  }

  private static Delivery delivery(Row row) {
    return new Delivery(
        row.text("community"),
        row.uuid("message_id"),
        row.uuid("request_id"),
        row.uuid("account_id"),
        row.constant("state", Delivery.State.class),
        row.integer("attempts"),
        row.bool("unsure"),
        row.instant("created_at"),
        row.instant("give_up_at"),
        row.instantOrNull("due_at"),
        row.instantOrNull("sent_at"),
        row.textOrNull("problem"));
  }
}
