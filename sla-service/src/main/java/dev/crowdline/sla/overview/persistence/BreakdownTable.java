package dev.crowdline.sla.overview.persistence;

import dev.crowdline.sla.clocks.domain.ClockedRequest;
import dev.crowdline.sla.clocks.persistence.ClockTable;
import dev.crowdline.sla.overdue.domain.Question;
import dev.crowdline.sla.overdue.persistence.QuestionTable;
import dev.crowdline.sla.overview.domain.Breakdown;
import dev.crowdline.sla.overview.domain.Counted;
import dev.crowdline.sla.overview.domain.Dimension;
import dev.crowdline.sla.overview.domain.Figure;
import dev.crowdline.sla.overview.domain.Slice;
import dev.crowdline.support.database.Sql;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.UUID;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * Adds up {@code request_clock}, and where need be {@code question}, by a dimension; and lists what
 * a number counts.
 */
@ApplicationScoped
public class BreakdownTable {
  /** An id is made at most so long before the moment that its request counts as submitted. */
  private static final Duration ID_BEFORE_SUBMISSION = Duration.ofMinutes(5);

  private static final UUID NONE = new UUID(0, 0);

  private static final String COUNTS =
      Arrays.stream(Figure.values())
          .map(
              figure -> "count(*) filter (where %s) as %s".formatted(counts(figure), figure.word()))
          .collect(Collectors.joining(",\n  "));

  private final ClockTable clocks;

  BreakdownTable(ClockTable clocks) {
    this.clocks = clocks;
  }

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
          %s,
          min(c.submitted_at) filter (where %s) as oldest_waiting_since
        from request_clock c %s
        where c.community = ? and c.finished_at is null and c.submitted_at is not null
        group by 1
        """
            .formatted(value(by), COUNTS, counts(Figure.WAITING), joined(by)),
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

  /** The unfinished requests behind a number, by id, which is by age. */
  public List<Counted> counted(
      Sql sql, String community, Slice slice, @Nullable UUID after, int limit) {
    List<Question> questions = new ArrayList<>();
    List<ClockTable.StoredClock> rows =
        sql.query(
            """
            select c.*, q.channel, q.language, q.customer_alias, q.needs, q.text, q.topic, q.attributes
            from request_clock c join question q using (community, request_id)
            where c.community = ? and c.finished_at is null and c.submitted_at is not null
              and c.request_id > ? and %s and %s
            order by c.request_id limit ?
            """
                .formatted(counts(slice.figure()), has(slice.by())),
            row -> {
              ClockTable.StoredClock clock = ClockTable.StoredClock.from(row);
              questions.add(QuestionTable.question(row, clock.key()));
              return clock;
            },
            community,
            after == null ? NONE : after,
            slice.value(),
            limit);
    List<ClockedRequest> requests = clocks.requests(sql, rows);
    List<Counted> counted = new ArrayList<>();
    for (int i = 0; i < requests.size(); i++) {
      counted.add(Counted.of(questions.get(i), requests.get(i).clocks()));
    }
    return counted;
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

  /** What a request fulfils that a figure counts. */
  private static String counts(Figure figure) {
    return switch (figure) {
      case WAITING -> "c.status = 'OPEN'";
      case IN_WORK -> "c.status = 'IN_WORK'";
      case ANSWERED -> "c.status = 'ANSWERED'";
      case AT_RISK -> "c.at_risk";
      case BREACHED ->
          "c.status <> 'LINKED' and (c.reply_breached or coalesce(c.accept_breached_at, c.response_breached_at, c.resolution_breached_at) is not null)";
    };
  }

  /** What a request fulfils that has the value which is asked for next. */
  private static String has(@Nullable Dimension by) {
    return switch (by) {
      case null -> "?::text is null";
      case SKILL -> "q.needs @> jsonb_build_array(jsonb_build_object('skill', ?::text))";
      case CHANNEL, PRIORITY, TIER, LANGUAGE, TOPIC -> value(by) + " = ?";
    };
  }

  private static String value(Dimension by) {
    return switch (by) {
      case SKILL -> "needed.skill";
      case CHANNEL -> "q.channel";
      case PRIORITY -> "c.priority::text";
      case TIER -> "c.minimum_tier::text";
      case LANGUAGE -> "q.language";
      case TOPIC -> "q.topic";
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
      case TOPIC ->
          "join (select * from question where topic is not null) q using (community, request_id)";
      case PRIORITY, TIER -> "";
    };
  }

  /** The least UUIDv7 of that millisecond. */
  private static UUID firstId(Instant at) {
    return new UUID(at.toEpochMilli() << 16 | 0x7000, 0x8000_0000_0000_0000L);
  }
}
