package dev.crowdline.sla.reports.persistence;

import dev.crowdline.contracts.SlaClock;
import dev.crowdline.sla.overview.domain.Contributions;
import dev.crowdline.sla.overview.domain.Measure;
import dev.crowdline.sla.reports.domain.Contributors;
import dev.crowdline.sla.reports.domain.Kept;
import dev.crowdline.sla.reports.domain.Period;
import dev.crowdline.sla.reports.domain.Report;
import dev.crowdline.support.database.Row;
import dev.crowdline.support.database.Sql;
import dev.crowdline.support.database.SqlArray;
import dev.crowdline.support.database.Tx;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Instant;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/**
 * The table {@code period_report}, which folding the reports keeps ({@link
 * dev.crowdline.sla.overview.persistence.ReportTable#fold}). A report reads some hundred rows, and
 * one for each member who was active; how many requests there were makes no difference.
 */
@ApplicationScoped
public class PeriodTable {
  private static final String ALL = "*";

  private static final SqlArray BY_PERIOD = named(measure -> !isByMember(measure));
  private static final SqlArray BY_TOPIC =
      named(measure -> !isByMember(measure) && !isTime(measure));
  private static final SqlArray IN_SHORT =
      named(measure ->
          switch (measure) {
            case SUBMITTED, RESOLVED, TARGET_MET, TARGET_BREACHED -> true;
            default -> false;
          });

  /** What is kept of a period and of what it is compared with; topic null is all. */
  public Report.Stored read(Sql sql, String community, Period period, @Nullable String topic) {
    List<Period> both = List.of(period, period.before());
    Map<Period, Contributors> contributors = new HashMap<>();
    both.forEach(each -> contributors.put(each, contributors(sql, community, each, topic)));
    return new Report.Stored(
        periods(sql, community, both, topic, BY_PERIOD),
        contributors,
        topics(sql, community, period),
        periods(sql, community, period.course(), topic, IN_SHORT));
  }

  private Map<Period, Kept> periods(
      Sql sql, String community, List<Period> periods, @Nullable String topic, SqlArray measures) {
    Period.Unit unit = periods.getFirst().unit();
    Map<Period, Kept> kept = new HashMap<>();
    sql.query(
            """
            select p.since, p.measure, p.key, p.count
            from unnest(?::timestamptz[]) as w(since) cross join unnest(?::text[]) as m(measure)
            join period_report p
              on p.community = ? and p.unit = ? and p.topic = ? and p.since = w.since and p.measure = m.measure
            """,
            row -> new Found<>(Period.of(unit, row.instant("since")), row),
            SqlArray.instants(periods, Period::from),
            measures,
            community,
            unit.name(),
            topic == null ? ALL : topic)
        .forEach(found -> found.addTo(kept));
    return kept;
  }

  /** The same of every topic, without times. */
  private Map<String, Kept> topics(Sql sql, String community, Period period) {
    Map<String, Kept> kept = new HashMap<>();
    sql.query(
            """
            select topic, measure, key, count from period_report
            where community = ? and unit = ? and since = ? and measure = any(?) and topic <> ?
            """,
            row -> new Found<>(row.text("topic"), row),
            community,
            period.unit().name(),
            period.from(),
            BY_TOPIC,
            ALL)
        .forEach(found -> found.addTo(kept));
    return kept;
  }

  private record Found<T>(T of, Measure measure, String key, long count) {
    Found(T of, Row row) {
      this(of, row.constant("measure", Measure.class), row.text("key"), row.bigint("count"));
    }

    void addTo(Map<T, Kept> kept) {
      kept.computeIfAbsent(of, each -> new Kept()).add(measure, key, count);
    }
  }

  private Contributors contributors(
      Sql sql, String community, Period period, @Nullable String topic) {
    return Objects.requireNonNull(
        sql.one(
            """
            with kept as (
              select measure, key, count from period_report
              where community = ? and unit = ? and since = ? and topic = ? and count > 0
                and measure in ('ANSWERED', 'EARNED')
            ), busiest as (
              select key, count from kept where measure = 'ANSWERED' order by count desc, key limit 10
            ), earned as (
              select count, row_number() over (order by count) as place from kept where measure = 'EARNED'
            )
            select
              (select count(*) from kept where measure = 'ANSWERED') as active,
              (select coalesce(sum(count), 0)::bigint from kept where measure = 'ANSWERED') as answers,
              (select coalesce(sum(count), 0)::bigint from busiest) as by_busiest,
              (select coalesce(sum(k.count), 0)::bigint from busiest b join kept k on k.key = b.key and k.measure = 'EARNED')
                as earned_by_busiest,
              count(*) as earners, coalesce(sum(count), 0)::float8 as earned,
              coalesce(sum(count::float8 * place), 0) as weighted
            from earned
            """,
            row ->
                Contributors.of(
                    row.bigint("active"),
                    row.bigint("answers"),
                    row.bigint("by_busiest"),
                    row.bigint("earned_by_busiest"),
                    row.bigint("earners"),
                    row.real("earned"),
                    row.real("weighted")),
            community,
            period.unit().name(),
            period.from(),
            topic == null ? ALL : topic));
  }

  /** Forgets the periods of a unit that began before. */
  public void forget(Tx tx, Period.Unit unit, Instant before) {
    tx.update("delete from period_report where unit = ? and since < ?", unit.name(), before);
  }

  private static boolean isByMember(Measure measure) {
    return measure == Measure.ANSWERED || measure == Measure.EARNED;
  }

  private static boolean isTime(Measure measure) {
    return SlaClock.known().stream().anyMatch(clock -> Contributions.time(clock) == measure);
  }

  private static SqlArray named(Predicate<Measure> which) {
    return SqlArray.texts(
        Arrays.stream(Measure.values())
            .filter(measure -> measure.isOfPeriods() && which.test(measure))
            .map(Enum::name)
            .toList());
  }
}
