package dev.crowdline.routing.assignments.persistence;

import dev.crowdline.routing.assignments.domain.AssignmentState;
import dev.crowdline.routing.assignments.domain.Draft;
import dev.crowdline.support.database.Row;
import dev.crowdline.support.database.Sql;
import dev.crowdline.support.database.SqlArray;
import dev.crowdline.support.database.Tx;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.UUID;

/** Drafts in PostgreSQL, beside their assignments; they are changed under their route's lock. */
@ApplicationScoped
public class DraftTable {

  /** The drafts of a community's routes, of whomever and in whatever state, newest first. */
  public List<Draft> ofRoutes(Sql sql, String community, Collection<UUID> routeIds) {
    return sql.query(
        """
        select a.id, a.route_id, a.round, a.state, m.alias, a.draft, a.draft_version,
          coalesce(a.draft_at, a.accepted_at) as at
        from assignment a join member m on m.id = a.member_id
        where a.route_id = any(?) and a.community = ? and a.draft_version > 1
        order by a.accepted_at desc, a.id desc limit 1000
        """,
        DraftTable::draft,
        SqlArray.uuids(routeIds),
        community);
  }

  /** Stores a draft as its next version. */
  public void save(Tx tx, String community, UUID assignmentId, String text, Instant now) {
    tx.update(
        """
        update assignment set draft = ?, draft_version = draft_version + 1, draft_at = ?
        where id = ? and community = ?
        """,
        text,
        now,
        assignmentId,
        community);
  }

  private static Draft draft(Row row) {
    return new Draft(
        row.uuid("id"),
        row.uuid("route_id"),
        row.integer("round"),
        row.constant("state", AssignmentState.class),
        row.text("alias"),
        row.text("draft"),
        row.integer("draft_version"),
        row.instant("at"));
  }
}
