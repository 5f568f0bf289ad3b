package dev.crowdline.sla.waits.persistence;

import com.fasterxml.jackson.core.type.TypeReference;
import dev.crowdline.contracts.Need;
import dev.crowdline.sla.clocks.domain.ClockedRequest;
import dev.crowdline.sla.clocks.domain.RequestClocks;
import dev.crowdline.sla.waits.domain.Queue;
import dev.crowdline.support.database.Sql;
import dev.crowdline.support.database.SqlArray;
import dev.crowdline.support.database.Tx;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Duration;
import java.time.Instant;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * The tables {@code queue_wait}, what requests waited that somebody took, and {@code
 * predicting_request}, which ones may be due because of that.
 */
@ApplicationScoped
public class WaitTable {
  private static final TypeReference<List<Need>> NEEDS = new TypeReference<>() {};

  /** Fewer say nothing, and more make it no better; as routing shows it to customers. */
  private static final int FEWEST = 8;

  private static final int MOST = 500;

  /** A request that somebody took, for the first time then. */
  public record Wait(ClockedRequest.Key key, Queue queue, Instant takenAt, Duration waited) {}

  /** The queue of each request whose question is known. */
  public Map<ClockedRequest.Key, Queue> queues(
      Sql sql, Map<ClockedRequest.Key, RequestClocks> requests) {
    Map<ClockedRequest.Key, Queue> queues = new HashMap<>();
    if (requests.isEmpty()) {
      return queues;
    }
    List<ClockedRequest.Key> keys = List.copyOf(requests.keySet());
    sql.query(
            """
            select q.community, q.request_id, q.needs, q.language
            from (select unnest(?::text[]) as community, unnest(?::uuid[]) as request_id) as g
            join question q using (community, request_id)
            """,
            row -> {
              ClockedRequest.Key key =
                  new ClockedRequest.Key(row.text("community"), row.uuid("request_id"));
              return Map.entry(
                  key,
                  Queue.of(
                      key.community(),
                      row.json("needs", NEEDS),
                      row.text("language"),
                      requests.getOrDefault(key, RequestClocks.UNKNOWN)));
            },
            SqlArray.texts(keys, ClockedRequest.Key::community),
            SqlArray.uuids(keys, ClockedRequest.Key::requestId))
        .forEach(each -> queues.put(each.getKey(), each.getValue()));
    return queues;
  }

  /** Keeps what was waited; what was heard later corrects what was kept before. */
  public void waited(Tx tx, List<Wait> waits) {
    if (!waits.isEmpty()) {
      tx.update(
          """
          insert into queue_wait (community, request_id, queue, taken_at, waited_millis)
          select * from unnest(?::text[], ?::uuid[], ?::text[], ?::timestamptz[], ?::bigint[])
          order by 1, 2
          on conflict (community, request_id) do update set
            queue = excluded.queue, taken_at = excluded.taken_at, waited_millis = excluded.waited_millis
          """,
          SqlArray.texts(waits, each -> each.key().community()),
          SqlArray.uuids(waits, each -> each.key().requestId()),
          SqlArray.texts(waits, each -> each.queue().name()),
          SqlArray.instants(waits, Wait::takenAt),
          SqlArray.longs(waits, each -> each.waited().toMillis()));
    }
  }

  /**
   * These requests may be due because of what is waited in their queue. One that is new in its
   * queue is looked at now; its row is locked by this transaction.
   */
  public void predict(Tx tx, Map<ClockedRequest.Key, Queue> queues, Instant now) {
    if (!queues.isEmpty()) {
      List<Map.Entry<ClockedRequest.Key, Queue>> rows = List.copyOf(queues.entrySet());
      tx.update(
          """
          with joined as (
            insert into predicting_request as p (community, request_id, queue)
            select * from unnest(?::text[], ?::uuid[], ?::text[]) order by 1, 2
            on conflict (community, request_id) do update set queue = excluded.queue
              where p.queue <> excluded.queue
            returning community, request_id
          )
          update request_clock c set due_at = ? from joined j
          where c.community = j.community and c.request_id = j.request_id and c.due_at > ?
          """,
          SqlArray.texts(rows, each -> each.getKey().community()),
          SqlArray.uuids(rows, each -> each.getKey().requestId()),
          SqlArray.texts(rows, each -> each.getValue().name()),
          now,
          now);
    }
  }

  /** These will not be any more. */
  public void forget(Tx tx, Collection<ClockedRequest.Key> keys) {
    if (!keys.isEmpty()) {
      tx.update(
          """
          delete from predicting_request p using (select unnest(?::text[]) as community, unnest(?::uuid[]) as request_id) as g
          where p.community = g.community and p.request_id = g.request_id
          """,
          SqlArray.texts(keys, ClockedRequest.Key::community),
          SqlArray.uuids(keys, ClockedRequest.Key::requestId));
    }
  }

  /**
   * What nine of ten waited at most (nearest rank, in whole seconds) of the latest that were taken
   * from a queue since then, for the queues in which something that predicts waits. The queues are
   * found by one look into the index each, however many wait in them.
   */
  public Map<Queue, Duration> expected(Sql sql, Instant since) {
    Map<Queue, Duration> expected = new HashMap<>();
    sql.query(
            """
            with recursive q as (
              (select community, queue from predicting_request order by community, queue limit 1)
              union all
              select n.community, n.queue from q cross join lateral (
                select p.community, p.queue from predicting_request p
                where (p.community, p.queue) > (q.community, q.queue)
                order by p.community, p.queue limit 1
              ) n
            )
            select q.community, q.queue, w.waited
            from q cross join lateral (
              select percentile_disc(0.9) within group (order by waited_millis) as waited, count(*) as n
              from (
                select waited_millis from queue_wait
                where community = q.community and queue = q.queue and taken_at >= ?
                order by taken_at desc limit ?
              ) latest
            ) w
            where w.n >= ?
            """,
            row ->
                Map.entry(
                    new Queue(row.text("community"), row.text("queue")),
                    Duration.ofSeconds(Math.ceilDiv(row.bigint("waited"), 1_000L))),
            since,
            MOST,
            FEWEST)
        .forEach(each -> expected.put(each.getKey(), each.getValue()));
    return expected;
  }

  /**
   * What predicts in a queue is looked at now, in the order of its ids after one; where to go on,
   * or null at the end. Who is being looked at is waited for, even if it was due: it may have been
   * judged by what was expected before.
   */
  public @Nullable UUID look(Tx tx, Queue queue, UUID after, Instant now, int limit) {
    List<UUID> page =
        tx.query(
            """
            with page as (
              select community, request_id from predicting_request
              where community = ? and queue = ? and request_id > ?
              order by request_id limit ?
            ), locked as (
              select c.community, c.request_id, c.due_at from page
              join request_clock c using (community, request_id)
              order by c.community, c.request_id for update of c
            ), moved as (
              update request_clock c set due_at = ? from locked l
              where c.community = l.community and c.request_id = l.request_id and l.due_at > ?
            )
            select request_id from page order by request_id
            """,
            row -> row.uuid("request_id"),
            queue.community(),
            queue.name(),
            after,
            limit,
            now,
            now);
    return page.size() < limit ? null : page.getLast();
  }

  /** Forgets waits that ended before, so many at most. */
  public int forgetBefore(Tx tx, Instant moment, int limit) {
    return tx.update(
        """
        delete from queue_wait w using (
          select community, request_id from queue_wait where taken_at < ? order by taken_at limit ?
        ) old
        where w.community = old.community and w.request_id = old.request_id
        """,
        moment,
        limit);
  }
}
