package dev.crowdline.routing.pauses.persistence;

import dev.crowdline.support.database.SqlArray;
import dev.crowdline.support.database.Tx;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Instant;
import java.util.List;
import java.util.UUID;

/** Members who are to be paused because an answer of theirs was judged harmful. */
@ApplicationScoped
public class StopTable {
  /** A member. */
  public record Stop(String community, UUID memberId) {}

  /** Keeps that members are to be stopped. */
  public void add(Tx tx, List<Stop> stops, Instant now) {
    tx.update(
        """
        insert into member_stop (community, member_id, heard_at)
        select g.community, g.member_id, ? from (select unnest(?::text[]) as community, unnest(?::uuid[]) as member_id) as g
        order by g.community, g.member_id
        on conflict do nothing
        """,
        now,
        SqlArray.texts(stops, Stop::community),
        SqlArray.uuids(stops, Stop::memberId));
  }

  /** Those that are to be stopped, the first heard first; whoever has them locked is skipped. */
  public List<Stop> lockSome(Tx tx, int most) {
    return tx.query(
        """
        select community, member_id from member_stop order by heard_at limit ? for update skip locked
        """,
        row -> new Stop(row.text("community"), row.uuid("member_id")),
        most);
  }

  /**
   * Pauses them for that reason, until an operator lifts it, and lets them hold nothing more. Who
   * is on an operator's pause without an end stays on that one. Members are locked in the order of
   * ids.
   */
  public List<UUID> pause(Tx tx, List<Stop> stops, String reason, Instant now) {
    SqlArray communities = SqlArray.texts(stops, Stop::community);
    SqlArray members = SqlArray.uuids(stops, Stop::memberId);
    List<UUID> paused =
        tx.query(
            """
            with locked as (
              select m.id, m.community from (select unnest(?::text[]) as community, unnest(?::uuid[]) as id) as g
              join member m on m.community = g.community and m.id = g.id
              where m.pause_reason is null or m.pause_until is not null
              order by m.id for update of m
            )
            update member m set pause_reason = ?, pause_since = ?, pause_until = null,
              facets = array_replace(m.facets, 'a', 'p'), version = m.version + 1
            from locked l where m.id = l.id and m.community = l.community
            returning m.id
            """,
            row -> row.uuid("id"),
            communities,
            members,
            reason,
            now);
    tx.update(
        """
        with locked as (
          select l.member_id, l.community from (select unnest(?::text[]) as community, unnest(?::uuid[]) as id) as g
          join member_load l on l.community = g.community and l.member_id = g.id
          order by l.member_id for update of l
        )
        update member_load m set capacity = 0
        from locked l where m.member_id = l.member_id and m.community = l.community
        """,
        communities,
        members);
    return paused;
  }

  /** They are stopped. */
  public void done(Tx tx, Stop stop) {
    tx.update(
        "delete from member_stop where community = ? and member_id = ?",
        stop.community(),
        stop.memberId());
  }
}
