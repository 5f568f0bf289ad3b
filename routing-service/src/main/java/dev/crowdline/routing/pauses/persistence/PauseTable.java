package dev.crowdline.routing.pauses.persistence;

import dev.crowdline.support.database.SqlArray;
import dev.crowdline.support.database.Tx;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Instant;
import java.util.List;
import java.util.UUID;

/** Operators' pauses that are over, ended in sets. */
@ApplicationScoped
public class PauseTable {

  /** Locks those whose pause is over, at most so many; Index Scan using member_pause_over. */
  public List<UUID> lockOver(Tx tx, Instant now, int most) {
    return tx.query(
        """
        select id from member where pause_until <= ? order by pause_until limit ? for update skip locked
        """,
        row -> row.uuid("id"),
        now,
        most);
  }

  /** Ends the pauses of members who are locked: they may hold again what they may without. */
  public void end(Tx tx, List<UUID> ids) {
    tx.update(
        """
        update member set pause_reason = null, pause_since = null, pause_until = null,
          facets = case when paused then facets else array_replace(facets, 'p', 'a') end, version = version + 1
        where id = any(?)
        """,
        SqlArray.uuids(ids));
    tx.update(
        """
        update member_load l set capacity = least(m.capacity, coalesce(m.own_limit, m.capacity))
        from member m
        where m.id = l.member_id and m.community = l.community and l.member_id = any(?) and not m.paused
        """,
        SqlArray.uuids(ids));
  }
}
