package dev.crowdline.sla.overview.persistence;

import dev.crowdline.sla.overview.domain.Breakdown;
import dev.crowdline.sla.overview.domain.Dimension;
import dev.crowdline.support.database.Sql;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.UUID;

/** Adds up {@code request_clock}, and where need be {@code question}, by a dimension. */
@ApplicationScoped
public class BreakdownTable {
  /** An id is made at most so long before the moment that its request counts as submitted. */
  private static final Duration ID_BEFORE_SUBMISSION = Duration.ofMinutes(5);

  /**
   * The unfinished requests of a community, one row for each value. By skill, with 20,000 of
   * 220,000 unfinished, generic plan (PostgreSQL 18.4, two cores of a busy machine); what it costs
   * is to find them among the finished, and the key of {@code question} for each. Measured before
   * {@code request_clock_running} was there:
   *
   * <pre>
   * HashAggregate (actual rows=2)
   *   Nested Loop (rows=40000)
   *     Gather (rows=20000)
   *       Nested Loop
   *         Parallel Seq Scan on request_clock c (rows=6667 loops=3, removed 66709)
   *         Index Scan using question_pk on question q (loops=20000)
   *     Memoize on q.needs (hits=19999)
   * Buffers: shared hit=88171, Execution Time: 108 to 181 ms in six runs
   * </pre>
   */
  public List<Breakdown.Standing> standing(Sql sql, String community, Dimension by) {
    return sql.query(
        """
        select %s as value,
          count(*) filter (where c.status = 'OPEN') as waiting,
          count(*) filter (where c.status = 'IN_WORK') as in_work,
          count(*) filter (where c.status = 'ANSWERED') as answered,
          min(c.submitted_at) filter (where c.status = 'OPEN') as oldest_waiting_since,
          count(*) filter (where c.at_risk) as at_risk,
          count(*) filter (where coalesce(c.accept_breached_at, c.response_breached_at,
            c.resolution_breached_at) is not null) as breached
        from request_clock c %s
        where c.community = ? and c.finished_at is null and c.submitted_at is not null
        group by 1
        """
            .formatted(value(by), joined(by)),
        row ->
            new Breakdown.Standing(
                row.text("value"),
                row.bigint("waiting"),
                row.bigint("in_work"),
                row.bigint("answered"),
                row.instantOrNull("oldest_waiting_since"),
                row.bigint("at_risk"),
                row.bigint("breached")),
        community);
  }

  /**
   * What was submitted since, finished or not, by value and minute. An id begins with the time when
   * it was made, so the key of the table leads to the latest without an index of their own. 4,500
   * of 220,000 by skill:
   *
   * <pre>
   * HashAggregate (actual rows=62)
   *   Nested Loop (rows=9002)
   *     Gather (rows=4501)
   *       Nested Loop
   *         Parallel Bitmap Heap Scan on request_clock c (rows=1500 loops=3)
   *           Bitmap Index Scan on request_clock_pk (rows=5251)
   *         Index Scan using question_pk on question q (loops=4501)
   *     Memoize on q.needs (hits=4500)
   * Buffers: shared hit=18290, Execution Time: 20 ms
   * </pre>
   */
  public List<Breakdown.Arrived> arrived(Sql sql, String community, Dimension by, Instant since) {
    return sql.query(
        """
        select %s as value, date_bin('1 minute', c.submitted_at, 'epoch') as minute,
          count(*) as arrived
        from request_clock c %s
        where c.community = ? and c.request_id >= ? and c.submitted_at >= ?
        group by 1, 2
        """
            .formatted(value(by), joined(by)),
        row ->
            new Breakdown.Arrived(row.text("value"), row.instant("minute"), row.bigint("arrived")),
        community,
        firstId(since.minus(ID_BEFORE_SUBMISSION)),
        since);
  }

  private static String value(Dimension by) {
    return switch (by) {
      case SKILL -> "needed.skill";
      case CHANNEL -> "q.channel";
      case PRIORITY -> "c.priority::text";
      case TIER -> "c.minimum_tier::text";
      case LANGUAGE -> "q.language";
    };
  }

  private static String joined(Dimension by) {
    return switch (by) {
      case SKILL ->
          """
          join question q using (community, request_id)
          cross join lateral (
            select distinct need ->> 'skill' as skill from jsonb_array_elements(q.needs) need
          ) needed
          """;
      case CHANNEL, LANGUAGE -> "join question q using (community, request_id)";
      case PRIORITY, TIER -> "";
    };
  }

  /** The least UUIDv7 of that millisecond. */
  private static UUID firstId(Instant at) {
    return new UUID(at.toEpochMilli() << 16 | 0x7000, 0x8000_0000_0000_0000L);
  }
}
