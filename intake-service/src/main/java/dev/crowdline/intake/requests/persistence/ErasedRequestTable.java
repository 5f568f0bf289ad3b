package dev.crowdline.intake.requests.persistence;

import dev.crowdline.contracts.Erased;
import dev.crowdline.intake.requests.domain.Held;
import dev.crowdline.support.database.Sql;
import dev.crowdline.support.database.SqlArray;
import dev.crowdline.support.database.Tx;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.UUID;
import java.util.stream.Collectors;

/** Requests whose texts are to be erased, and those whose texts were. */
@ApplicationScoped
public class ErasedRequestTable {

  /** Locks some of a customer's that are not erased, in id order as everybody locks. */
  public List<Held> lockOfCustomer(Tx tx, String community, UUID customerId, int most) {
    return tx.query(
        """
        select * from request where community = ? and customer_id = ? and erasure_id is null
        order by id limit ? for update
        """,
        RequestRow::held,
        community,
        customerId,
        most);
  }

  /** Communities with requests that ended longer ago than their words are kept, and the days. */
  public Map<String, Integer> communitiesWithOlder(Sql sql, Instant now) {
    return sql
        .query(
            """
            select t.community, t.days from retention t
            where t.days is not null and exists (
              select from request r where r.community = t.community and r.erasure_id is null
                and r.finished_at < ?::timestamptz - t.days * interval '1 day')
            """,
            row -> Map.entry(row.text("community"), row.integer("days")),
            now)
        .stream()
        .collect(Collectors.toMap(Map.Entry::getKey, Map.Entry::getValue));
  }

  /** Locks some that ended before a time, are not erased, and are held by nobody else. */
  public List<Held> lockEnded(Tx tx, String community, Instant before, int most) {
    return tx.query(
        """
        select * from request where community = ? and finished_at < ? and erasure_id is null
        order by finished_at limit ? for update skip locked
        """,
        RequestRow::held,
        community,
        before,
        most);
  }

  /** Whose they are. */
  public List<UUID> customersOf(Tx tx, String community, List<UUID> ids) {
    return tx.query(
        "select distinct customer_id from request where community = ? and id = any(?)",
        row -> row.uuid("customer_id"),
        community,
        SqlArray.uuids(ids));
  }

  /**
   * Clears what people wrote in locked requests: their conversations, the customer's attributes and
   * thanks, and reasons that staff gave.
   *
   * @return how many texts there were
   */
  public long erase(Tx tx, String community, List<UUID> ids, UUID erasureId) {
    Long texts =
        tx.one(
            """
            with written as (
              select r.id, (r.attributes <> '{}')::int + (coalesce(r.thanks, '') <> '')::int as texts
              from request r where r.community = ? and r.id = any(?)
            ), cleared as (
              update message m set text = ?, notice_reason = null
              where m.request_id = any(?) and m.community = ?
                and (m.author <> 'SYSTEM' or m.notice is null or m.notice_reason is not null)
              returning 1
            ), marked as (
              update request r set erasure_id = ?, version = r.version + 1, attributes = '{}',
                thanks = case when r.thanks is null then null else '' end
              where r.community = ? and r.id = any(?)
            )
            select (select count(*) from cleared) + coalesce((select sum(texts) from written), 0) as n
            """,
            row -> row.bigint("n"),
            community,
            SqlArray.uuids(ids),
            Erased.TEXT,
            SqlArray.uuids(ids),
            community,
            erasureId,
            community,
            SqlArray.uuids(ids));
    return Objects.requireNonNull(texts, "a count is one row");
  }
}
