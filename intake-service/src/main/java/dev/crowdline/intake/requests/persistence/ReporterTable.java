package dev.crowdline.intake.requests.persistence;

import dev.crowdline.intake.requests.domain.Arrived;
import dev.crowdline.intake.requests.domain.Held;
import dev.crowdline.intake.requests.domain.Reporters;
import dev.crowdline.intake.requests.domain.Request;
import dev.crowdline.support.database.Sql;
import dev.crowdline.support.database.SqlArray;
import dev.crowdline.support.database.Tx;
import dev.crowdline.support.web.Cursor;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** Requests that incidents answer. */
@ApplicationScoped
public class ReporterTable {
  private static final int MOST_STEPS = 360;

  /** A page of those that an incident answers, the newest first. */
  public List<Request> linked(
      Sql sql, String community, UUID incident, @Nullable Cursor after, int most) {
    return sql.query(
        """
        select r.*, m.text from request r
        join message m on m.request_id = r.id and m.id = r.question_id and m.community = r.community
        where r.incident_id = ? and r.community = ?
          and (?::timestamptz is null or (r.created_at, r.id) < (?, ?::uuid))
        order by r.created_at desc, r.id desc limit ?
        """,
        RequestRow::request,
        incident,
        community,
        after == null ? null : after.at(),
        after == null ? null : after.at(),
        after == null ? null : after.id(),
        most);
  }

  /** Locks some that wait for an incident's answer and that nobody else has locked. */
  public List<Held> lockUntold(Tx tx, String community, UUID incident, int most) {
    return tx.query(
        """
        select * from request
        where incident_id = ? and community = ? and told_at is null and status in ('OPEN', 'IN_WORK')
        order by id limit ? for update skip locked
        """,
        RequestRow::held,
        incident,
        community,
        most);
  }

  /** How many each incident has. */
  public Map<UUID, Reporters> counts(Sql sql, String community, Collection<UUID> incidents) {
    return sql
        .query(
            """
            select g.id, l.linked, l.told, s.split from unnest(?::uuid[]) as g(id)
            cross join lateral (
              select count(*) as linked, count(r.told_at) as told from request r
              where r.incident_id = g.id and r.community = ?
            ) l
            cross join lateral (
              select count(*) as split from request r where r.split_from = g.id and r.community = ?
            ) s
            """,
            row ->
                Map.entry(
                    row.uuid("id"),
                    new Reporters(row.bigint("linked"), row.bigint("told"), row.bigint("split"))),
            SqlArray.uuids(List.copyOf(incidents)),
            community,
            community)
        .stream()
        .collect(Collectors.toMap(Map.Entry::getKey, Map.Entry::getValue));
  }

  /** When an incident's reporters asked, in steps of ten seconds; the first hour of steps. */
  public List<Arrived> arrivals(Sql sql, String community, UUID incident) {
    return sql.query(
        """
        select date_bin('10 seconds', created_at, 'epoch') as at, count(*) as n from request
        where incident_id = ? and community = ? group by 1 order by 1 limit ?
        """,
        row -> new Arrived(row.instant("at"), row.bigint("n")),
        incident,
        community,
        MOST_STEPS);
  }
}
