package dev.crowdline.intake.incidents.persistence;

import com.fasterxml.jackson.core.type.TypeReference;
import dev.crowdline.support.database.Sql;
import dev.crowdline.support.database.SqlArray;
import dev.crowdline.support.database.Tx;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.UUID;

/** What comes, for the one who watches it, and who that is. */
@ApplicationScoped
public class ArrivalTable {
  private static final TypeReference<Map<String, String>> ATTRIBUTES = new TypeReference<>() {};

  /** So many of a community at once; what is beyond is read next. */
  public static final int MOST_AT_ONCE = 5_000;

  /**
   * A request that came.
   *
   * @param free whether no incident answers it, it was not split out of one, and has no answer
   */
  public record Came(
      String community,
      UUID id,
      Instant at,
      Map<String, String> attributes,
      boolean free,
      String text) {}

  /**
   * An incident that is open.
   *
   * @param texts its own, and those of some of its reporters
   */
  public record Open(
      String community, UUID id, Map<String, String> attributes, List<String> texts) {}

  /**
   * Takes the lease, or keeps it, by PostgreSQL's clock.
   *
   * @return whether this replica watches from now on, for so many seconds
   */
  public boolean hold(Tx tx, UUID replica, int seconds) {
    return tx.update(
            """
            update detector_lease set holder = ?, until = now() + ? * interval '1 second'
            where holder = ? or until < now()
            """,
            replica,
            seconds,
            replica)
        == 1;
  }

  /** Locks the lease; false when somebody else has it by now. */
  public boolean stillHeld(Tx tx, UUID replica) {
    return tx.one(
            "select 1 as one from detector_lease where holder = ? for update",
            row -> row.integer("one"),
            replica)
        != null;
  }

  /**
   * Requests that came after a moment, of all communities, that say of which area, product or
   * device they are, and that are not known; the oldest first. The index request_newest_first has
   * those of each community in this order, so it costs one step of it a community and what is new.
   */
  public List<Came> after(Sql sql, Instant moment, Collection<UUID> known) {
    return sql.query(
        """
        select r.*, m.text from community c
        cross join lateral (
          select r.community, r.id, r.created_at, r.attributes, r.question_id,
            r.incident_id is null and r.split_from is null and r.status in ('OPEN', 'IN_WORK') as free
          from request r
          where r.community = c.id and r.created_at > ? and r.kind = 'REQUEST'
            and jsonb_exists_any(r.attributes, array['area', 'product', 'device'])
            and r.erasure_id is null and r.id <> all(?)
          order by r.created_at limit %d
        ) r
        join message m on m.request_id = r.id and m.id = r.question_id and m.community = r.community
        order by r.created_at, r.id
        """
            .formatted(MOST_AT_ONCE),
        row ->
            new Came(
                row.text("community"),
                row.uuid("id"),
                row.instant("created_at"),
                row.json("attributes", ATTRIBUTES),
                row.bool("free"),
                row.text("text")),
        moment,
        SqlArray.uuids(List.copyOf(known)));
  }

  /** The ids of all incidents that are not finished. */
  public List<UUID> openIncidents(Sql sql) {
    return sql.query(
        """
        select i.id from incident i join request r on r.id = i.id and r.community = i.community
        where i.settled_at is null and r.finished_at is null
        """,
        row -> row.uuid("id"));
  }

  /** Some of them, with what customers of them wrote first. */
  public List<Open> withTexts(Sql sql, Collection<UUID> incidents, int texts) {
    return sql.query(
        """
        select r.community, r.id, r.attributes, array_to_json(array_prepend(m.text, array(
          select said.text from request u
          join message said on said.request_id = u.id and said.id = u.question_id
            and said.community = u.community
          where u.incident_id = r.id and u.community = r.community
          order by u.created_at, u.id limit ?
        )))::jsonb as texts
        from request r
        join message m on m.request_id = r.id and m.id = r.question_id and m.community = r.community
        where r.id = any(?) and r.kind = 'INCIDENT'
        """,
        row ->
            new Open(
                row.text("community"),
                row.uuid("id"),
                row.json("attributes", ATTRIBUTES),
                row.json("texts", new TypeReference<List<String>>() {})),
        texts,
        SqlArray.uuids(List.copyOf(incidents)));
  }
}
