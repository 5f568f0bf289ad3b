package dev.crowdline.routing.waits.persistence;

import dev.crowdline.routing.waits.domain.Wait;
import dev.crowdline.support.database.Row;
import dev.crowdline.support.database.Sql;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** Reads places in queues, and waits that are over. */
@ApplicationScoped
public class WaitTable {
  /** Places are counted up to here; who is behind is told "more than that". */
  public static final int FARTHEST = 200;

  /** How many waits are read at once. */
  private static final int MOST = 20_000;

  /**
   * Where a route waits.
   *
   * @param queueId its queue now
   * @param state as {@code RouteState.name}
   * @param ahead how many of the queue are served before it, at most {@link #FARTHEST}; null when
   *     it waits for nobody
   */
  public record Place(long queueId, String state, @Nullable Integer ahead) {}

  /**
   * A route's place; null when the community has no such route.
   *
   * <p>Three ranges of the index route_waiting, in the order in which queues are served, each cut
   * off: it costs the same however long the queue is.
   */
  public @Nullable Place place(Sql sql, String community, UUID routeId) {
    return sql.one(
        """
        select r.queue_id, r.state, case when r.waiting then (
          select count(*)::int from (
            (select 1 from route a where a.community = r.community and a.queue_id = r.queue_id and a.waiting
               and a.priority < r.priority limit ?)
            union all
            (select 1 from route a where a.community = r.community and a.queue_id = r.queue_id and a.waiting
               and a.priority = r.priority and a.step > r.step limit ?)
            union all
            (select 1 from route a where a.community = r.community and a.queue_id = r.queue_id and a.waiting
               and a.priority = r.priority and a.step = r.step
               and (a.submitted_at, a.id) < (r.submitted_at, r.id) limit ?)
          ) ahead) end as ahead
        from route r where r.id = ? and r.community = ? and r.known
        """,
        WaitTable::place,
        FARTHEST,
        FARTHEST,
        FARTHEST,
        routeId,
        community);
  }

  /**
   * A queue in which something waits.
   *
   * @param oldest when the oldest of them was submitted
   */
  public record Waiting(long queueId, long count, Instant oldest) {}

  /** The queues of a community in which something waits. */
  public List<Waiting> waiting(Sql sql, String community) {
    return sql.query(
        """
        select q.id, w.waiting, w.oldest
        from route_queue q cross join lateral (
          select count(*) as waiting, min(r.submitted_at) as oldest from route r
          where r.queue_id = q.id and r.community = q.community and r.waiting
        ) w
        where q.community = ? and w.waiting > 0
        """,
        row -> new Waiting(row.bigint("id"), row.bigint("waiting"), row.instant("oldest")),
        community);
  }

  private static Place place(Row row) {
    Integer ahead = row.integerOrNull("ahead");
    return new Place(
        row.bigint("queue_id"),
        row.text("state"),
        ahead == null ? null : Math.min(ahead, FARTHEST));
  }

  /**
   * First assignments since a moment, of every community, the oldest of the latest {@value #MOST}
   * first. Later rounds are left out: whoever answered is asked first, and waits differently.
   */
  public List<Wait> since(Sql sql, Instant moment) {
    return sql.query(
            """
            select a.id, r.queue_id, a.accepted_at, r.submitted_at
            from assignment a join route r on r.id = a.route_id and r.community = a.community
            where a.accepted_at > ? and a.round = 1
              and not exists (
                select 1 from assignment b
                where b.route_id = a.route_id and b.community = a.community and b.round = 1 and b.accepted_at < a.accepted_at)
            order by a.accepted_at desc limit ?
            """,
            WaitTable::wait,
            moment,
            MOST)
        .reversed();
  }

  private static Wait wait(Row row) {
    Instant takenAt = row.instant("accepted_at");
    Duration waited = Duration.between(row.instant("submitted_at"), takenAt);
    return new Wait(
        row.uuid("id"),
        row.bigint("queue_id"),
        takenAt,
        waited.isNegative() ? Duration.ZERO : waited);
  }
}
