package dev.crowdline.routing.assignments.persistence;

import dev.crowdline.routing.assignments.domain.TrackRecord;
import dev.crowdline.routing.assignments.domain.TrackRecord.Figures;
import dev.crowdline.support.database.Row;
import dev.crowdline.support.database.Sql;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** What became of members' work, counted. */
@ApplicationScoped
public class TrackTable {

  private record Counted(@Nullable String day, Figures figures, @Nullable Long medianSeconds) {}

  /**
   * The work that a member took from the first of these days to the last. Plan: Index Scan using
   * assignment_by_member; nested loop with answer_judgement_pk.
   */
  public TrackRecord of(Sql sql, String community, UUID memberId, LocalDate first, LocalDate last) {
    List<Counted> rows =
        sql.query(
            """
            select to_char(taken.day, 'YYYY-MM-DD') as day, count(*) as accepted,
              count(*) filter (where taken.state = 'ACTIVE') as active,
              count(*) filter (where taken.state = 'COMPLETED') as completed,
              count(*) filter (where taken.state = 'RELEASED') as returned,
              count(*) filter (where taken.state = 'TIMED_OUT') as timed_out,
              count(*) filter (where taken.state = 'CANCELLED') as withdrawn,
              count(*) filter (where taken.verdict = 'CONFIRMED') as confirmed,
              count(*) filter (where taken.verdict = 'REFUSED') as refused,
              count(taken.stars) as ratings, coalesce(sum(taken.stars), 0)::bigint as stars,
              round(percentile_cont(0.5) within group (order by taken.seconds)
                filter (where taken.state = 'COMPLETED'))::bigint as median
            from (
              select (a.accepted_at at time zone 'UTC')::date as day, a.state, j.verdict, j.stars,
                extract(epoch from a.ended_at - a.accepted_at)::double precision as seconds
              from assignment a
              left join answer_judgement j on j.community = a.community and j.assignment_id = a.id
              where a.community = ? and a.member_id = ? and a.accepted_at >= ? and a.accepted_at < ?
            ) taken
            group by grouping sets ((taken.day), ())
            """,
            row -> new Counted(row.textOrNull("day"), figures(row), row.bigintOrNull("median")),
            community,
            memberId,
            first.atStartOfDay(ZoneOffset.UTC).toInstant(),
            last.plusDays(1).atStartOfDay(ZoneOffset.UTC).toInstant());
    Map<String, Figures> byDay = new HashMap<>();
    Counted all = new Counted(null, Figures.NONE, null);
    for (Counted each : rows) {
      if (each.day() == null) {
        all = each;
      } else {
        byDay.put(each.day(), each.figures());
      }
    }
    return new TrackRecord(
        all.figures(),
        all.medianSeconds(),
        first
            .datesUntil(last.plusDays(1))
            .map(day -> new TrackRecord.Day(day, byDay.getOrDefault(day.toString(), Figures.NONE)))
            .toList());
  }

  private static Figures figures(Row row) {
    return new Figures(
        row.bigint("accepted"),
        row.bigint("active"),
        row.bigint("completed"),
        row.bigint("returned"),
        row.bigint("timed_out"),
        row.bigint("withdrawn"),
        row.bigint("confirmed"),
        row.bigint("refused"),
        row.bigint("ratings"),
        row.bigint("stars"));
  }
}
