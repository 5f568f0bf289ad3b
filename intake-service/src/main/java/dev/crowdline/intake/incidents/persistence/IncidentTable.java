package dev.crowdline.intake.incidents.persistence;

import dev.crowdline.intake.incidents.domain.Incident;
import dev.crowdline.intake.requests.domain.RequestKey;
import dev.crowdline.support.database.Row;
import dev.crowdline.support.database.Sql;
import dev.crowdline.support.database.SqlArray;
import dev.crowdline.support.database.Tx;
import dev.crowdline.support.web.Cursor;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** Incidents, each beside the request that it is. */
@ApplicationScoped
public class IncidentTable {

  /** Adds one whose request was added. */
  public void add(Tx tx, Incident incident) {
    tx.update(
        "insert into incident (community, id, title, opened_by, opened_at) values (?, ?, ?, ?, ?)",
        incident.community(),
        incident.id(),
        incident.title(),
        incident.openedBy(),
        incident.openedAt());
  }

  /** An incident of a community; null when there is none. */
  public @Nullable Incident find(Sql sql, String community, UUID id) {
    return sql.one(
        "select * from incident where community = ? and id = ?",
        IncidentTable::incident,
        community,
        id);
  }

  /** Those of the keys that there are. */
  public Map<RequestKey, Incident> find(Sql sql, Collection<RequestKey> keys) {
    return sql
        .query(
            """
            select i.* from (select unnest(?::text[]) as community, unnest(?::uuid[]) as id) as g
            join incident i on i.id = g.id and i.community = g.community
            """,
            IncidentTable::incident,
            SqlArray.texts(keys, RequestKey::community),
            SqlArray.uuids(keys, RequestKey::id))
        .stream()
        .collect(Collectors.toMap(i -> new RequestKey(i.community(), i.id()), i -> i));
  }

  /**
   * A page of them, the newest first.
   *
   * @param open only those that are not finished
   */
  public List<Incident> list(
      Sql sql, String community, boolean open, @Nullable Cursor after, int most) {
    return sql.query(
        """
        select i.* from incident i join request r on r.id = i.id and r.community = i.community
        where i.community = ? and (not ?::boolean or r.finished_at is null)
          and (?::timestamptz is null or (i.opened_at, i.id) < (?, ?::uuid))
        order by i.opened_at desc, i.id desc limit ?
        """,
        IncidentTable::incident,
        community,
        open,
        after == null ? null : after.at(),
        after == null ? null : after.at(),
        after == null ? null : after.id(),
        most);
  }

  /**
   * Incidents that have come to something of which reporters were not told, at most that many. What
   * is settled is in no index that this reads.
   */
  public List<RequestKey> withUntold(Sql sql, int most) {
    return sql.query(
        """
        select i.community, i.id from incident i
        join request r on r.id = i.id and r.community = i.community
        where i.settled_at is null and r.status in ('ANSWERED', 'RESOLVED', 'CANCELLED')
          and exists (
            select from request u where u.incident_id = i.id and u.community = i.community
              and u.told_at is null and u.status in ('OPEN', 'IN_WORK'))
        limit ?
        """,
        row -> new RequestKey(row.text("community"), row.uuid("id")),
        most);
  }

  /** Says of finished incidents of which everybody was told that nothing is left to do. */
  public void settle(Tx tx, Instant now) {
    tx.update(
        """
        update incident i set settled_at = ? from request r
        where i.settled_at is null and r.id = i.id and r.community = i.community
          and r.finished_at is not null
          and not exists (
            select from request u where u.incident_id = i.id and u.community = i.community
              and u.told_at is null and u.status in ('OPEN', 'IN_WORK'))
        """,
        now);
  }

  private static Incident incident(Row row) {
    return new Incident(
        row.text("community"),
        row.uuid("id"),
        row.text("title"),
        row.constant("opened_by", Incident.Opener.class),
        row.instant("opened_at"));
  }
}
