package dev.crowdline.sla.overview.persistence;

import dev.crowdline.sla.overview.domain.Measure;
import dev.crowdline.sla.overview.domain.Total;
import dev.crowdline.support.database.Sql;
import dev.crowdline.support.database.SqlArray;
import dev.crowdline.support.database.Tx;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/**
 * The tables {@code report} and {@code report_change}. A report of a day costs a few hundred to a
 * few thousand rows, whatever the number of requests: per hour one row for each clock's buckets
 * that occurred, per minute one for arrivals. Transactions append what they change and never touch
 * a total, so none waits for another; {@link #fold} adds it up once a second, and readers add what
 * is not folded yet.
 */
@ApplicationScoped
public class ReportTable {
  /** Appended rows that are added up in one transaction. */
  private static final int FOLDED_AT_ONCE = 20_000;

  /** Any number will do that no other lock of this database has. */
  private static final long LOCK = 0x0C20_3D11_0E02L;

  private static final String BOTH =
      """
      (select community, measure, since, key, count from report
       union all
       select community, measure, since, key, count from report_change)
      """;

  /** What a transaction changes, added up. */
  public static final class Changes {
    private final Map<Place, Long> counts = new HashMap<>();

    private record Place(String community, @Nullable String topic, Total total) {}

    /** Adds to a total; the topic is that of the request which is counted. */
    public void add(String community, @Nullable String topic, Total total, long count) {
      counts.merge(new Place(community, topic, total), count, Long::sum);
    }

    private List<Map.Entry<Place, Long>> entries() {
      return counts.entrySet().stream().filter(entry -> entry.getValue() != 0).toList();
    }
  }

  /** How the ten busiest members' completed work relates to all. */
  public record Completions(long byTopTen, long all) {}

  /** Appends changes in the transaction that brings them about. */
  public void append(Tx tx, Changes changes) {
    List<Map.Entry<Changes.Place, Long>> entries = changes.entries();
    if (entries.isEmpty()) {
      return;
    }
    tx.update(
        """
        insert into report_change (community, topic, measure, since, key, count)
        select * from unnest(?::text[], ?::text[], ?::text[], ?::timestamptz[], ?::text[], ?::bigint[])
        """,
        SqlArray.texts(entries, e -> e.getKey().community()),
        SqlArray.texts(entries, e -> e.getKey().topic()),
        SqlArray.texts(entries, e -> e.getKey().total().measure().name()),
        SqlArray.instants(entries, e -> e.getKey().total().since()),
        SqlArray.texts(entries, e -> e.getKey().total().key()),
        SqlArray.longs(entries, Map.Entry::getValue));
  }

  /** Adds up what was appended; one replica at a time. Returns whether more waits. */
  public boolean fold(Tx tx) {
    boolean mine =
        Boolean.TRUE.equals(
            tx.one("select pg_try_advisory_xact_lock(?) as mine", row -> row.bool("mine"), LOCK));
    if (!mine) {
      return false;
    }
    Long taken =
        tx.one(
            """
            with taken as (
              delete from report_change
              where id in (select id from report_change order by id limit ?)
              returning community, topic, measure, since, key, count
            ), folded as (
              insert into report as r (community, measure, since, key, count)
              select community, measure, since, key, sum(count) from taken
              where measure = any(?)
              group by community, measure, since, key having sum(count) <> 0
              order by community, measure, since, key
              on conflict (community, measure, since, key)
                do update set count = r.count + excluded.count
            ), folded_by_period as (
              insert into period_report as p (community, unit, since, measure, topic, key, count)
              select community, u.unit, date_trunc(u.unit, since, 'UTC'), measure, t.topic, key, sum(count)
              from taken
              cross join (values ('DAY'), ('MONTH')) as u (unit)
              cross join lateral (values (coalesce(taken.topic, '-')), ('*')) as t (topic)
              where measure = any(?)
              group by 1, 2, 3, 4, 5, 6 having sum(count) <> 0
              order by 1, 2, 3, 4, 5, 6
              on conflict (community, unit, since, measure, topic, key)
                do update set count = p.count + excluded.count
            )
            select count(*) as n from taken
            """,
            row -> row.bigint("n"),
            FOLDED_AT_ONCE,
            named(Measure::isOfOverview),
            named(Measure::isOfPeriods));
    return Objects.requireNonNullElse(taken, 0L) == FOLDED_AT_ONCE;
  }

  private static SqlArray named(Predicate<Measure> which) {
    return SqlArray.texts(Arrays.stream(Measure.values()).filter(which).map(Enum::name).toList());
  }

  /** Forgets stretches that began before. */
  public void forget(Tx tx, Instant before) {
    tx.update(
        """
        delete from report
        where since < ? and measure <> all(?)
        """,
        before,
        named(measure -> measure.since(before).equals(Instant.EPOCH)));
  }

  /**
   * The totals of a community, each measure from its own moment on. What is counted by the minute
   * stays apart; the rest is added up. With 220,000 rows of a year in the table (a join instead of
   * the lateral would read them all):
   *
   * <pre>
   * Nested Loop (actual rows=120)
   *   Function Scan on m (rows=5)
   *   HashAggregate (rows=24 loops=5)
   *     Append (rows=400 loops=5)
   *       Bitmap Heap Scan on report (rows=300 loops=5)
   *         Index Cond: community = $4 AND measure = m.measure AND since >= m.since
   *       Seq Scan on report_change (what one second appends)
   * Buffers: shared hit=129, Execution Time: 7.4 ms on a busy machine
   * </pre>
   */
  public Map<Total, Long> totals(Sql sql, String community, Map<Measure, Instant> from) {
    List<Map.Entry<Measure, Instant>> wanted = List.copyOf(from.entrySet());
    Map<Total, Long> totals = new HashMap<>();
    sql.query(
            """
            select m.measure, s.since, s.key, s.count
            from (select unnest(?::text[]) as measure, unnest(?::timestamptz[]) as since, unnest(?::boolean[]) as apart) as m
            cross join lateral (
              select case when m.apart then r.since else 'epoch' end as since, r.key,
                sum(r.count)::bigint as count
              from %s r
              where r.community = ? and r.measure = m.measure and r.since >= m.since
              group by 1, 2
            ) s
            """
                .formatted(BOTH),
            row ->
                Map.entry(
                    new Total(
                        row.constant("measure", Measure.class),
                        row.instant("since"),
                        row.text("key")),
                    row.bigint("count")),
            SqlArray.texts(wanted, entry -> entry.getKey().name()),
            SqlArray.instants(wanted, Map.Entry::getValue),
            SqlArray.booleans(wanted, entry -> entry.getKey() == Measure.SUBMITTED),
            community)
        .forEach(entry -> totals.put(entry.getKey(), entry.getValue()));
    return totals;
  }

  /** How many requests were submitted from each of these moments on, for so long. */
  public Map<Instant, Long> submitted(
      Sql sql, String community, List<Instant> from, Duration span) {
    Map<Instant, Long> submitted = new HashMap<>();
    sql.query(
            """
            select w.since, s.count from unnest(?::timestamptz[]) as w(since)
            cross join lateral (
              select coalesce(sum(r.count), 0)::bigint as count from %s r
              where r.community = ? and r.measure = 'SUBMITTED'
                and r.since >= w.since and r.since < w.since + make_interval(secs => ?)
            ) s
            """
                .formatted(BOTH),
            row -> Map.entry(row.instant("since"), row.bigint("count")),
            SqlArray.instants(from),
            community,
            span.toSeconds())
        .forEach(each -> submitted.put(each.getKey(), each.getValue()));
    return submitted;
  }

  /** The minute of the first request that is still counted; null when there was none. */
  public @Nullable Instant firstSubmitted(Sql sql, String community) {
    return sql.one(
        """
        select since from report where community = ? and measure = 'SUBMITTED'
        order by since limit 1
        """,
        row -> row.instant("since"),
        community);
  }

  /** Who carries the work, from that day on. */
  public Completions completions(Sql sql, String community, Instant since) {
    return Objects.requireNonNull(
        sql.one(
            """
            with member as (
              select sum(count) as completed from %s r
              where community = ? and measure = 'COMPLETED' and since >= ?
              group by key
            )
            select coalesce((select sum(completed) from member), 0)::bigint as all_of_them,
              coalesce((select sum(completed) from
                (select completed from member order by completed desc limit 10) busiest), 0)::bigint
                as by_top_ten
            """
                .formatted(BOTH),
            row -> new Completions(row.bigint("by_top_ten"), row.bigint("all_of_them")),
            community,
            since));
  }
}
