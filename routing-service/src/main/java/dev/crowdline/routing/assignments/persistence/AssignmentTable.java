package dev.crowdline.routing.assignments.persistence;

import dev.crowdline.contracts.Tier;
import dev.crowdline.routing.assignments.domain.Assignment;
import dev.crowdline.routing.assignments.domain.AssignmentState;
import dev.crowdline.support.database.Columns;
import dev.crowdline.support.database.Row;
import dev.crowdline.support.database.Sql;
import dev.crowdline.support.database.SqlArray;
import dev.crowdline.support.database.Tx;
import dev.crowdline.support.web.Cursor;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.Collection;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** Assignments in PostgreSQL; they are changed under their route's lock. */
@ApplicationScoped
public class AssignmentTable {
  private static final Columns<Assignment> CHANGED =
      Columns.<Assignment>of()
          .uuid("id", Assignment::id)
          .text("community", Assignment::community)
          .key()
          .constant("state", Assignment::state)
          .instant("clocks_from", Assignment::clocksFrom)
          .instant("first_action_at", Assignment::firstActionAt)
          .instant("first_action_due", Assignment::firstActionDue)
          .instant("completion_due", Assignment::completionDue)
          .bool("warned_first_action", Assignment::warnedFirstAction)
          .bool("warned_completion", Assignment::warnedCompletion)
          .instant("paused_at", Assignment::pausedAt)
          .integer("extended", Assignment::extended)
          .instant("ended_at", Assignment::endedAt)
          .text("reason", Assignment::reason);

  private static final String SAVE =
      "update assignment a set %s from %s where %s"
          .formatted(CHANGED.sets("g"), CHANGED.given(), CHANGED.matches("a"));

  public void add(Tx tx, Assignment a) {
    tx.update(
        """
        insert into assignment (id, community, route_id, member_id, offer_id, tier, state, round, reward, accepted_at,
          clocks_from, first_action_due, completion_due)
        values (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)
        """,
        a.id(),
        a.community(),
        a.routeId(),
        a.memberId(),
        a.offerId(),
        a.tier(),
        a.state(),
        a.round(),
        a.reward(),
        a.acceptedAt(),
        a.clocksFrom(),
        a.firstActionDue(),
        a.completionDue());
  }

  /** The work that an accepted offer became. */
  public UUID ofOffer(Sql sql, String community, UUID routeId, UUID offerId) {
    return sql.query(
            "select id from assignment where route_id = ? and offer_id = ? and community = ?",
            row -> row.uuid("id"),
            routeId,
            offerId,
            community)
        .getFirst();
  }

  /** Stores what may change of assignments. */
  public void save(Tx tx, List<Assignment> assignments) {
    if (!assignments.isEmpty()) {
      tx.update(SAVE, CHANGED.arrays(assignments));
    }
  }

  /** An assignment of a community, or null. */
  public @Nullable Assignment find(Sql sql, String community, UUID id) {
    return sql.one(
        "select * from assignment where id = ? and community = ?",
        AssignmentTable::assignment,
        id,
        community);
  }

  /** The active assignments of routes whose locks are held. */
  public List<Assignment> active(Sql sql, Collection<UUID> routeIds) {
    return sql.query(
        "select * from assignment where route_id = any(?) and state = 'ACTIVE'",
        AssignmentTable::assignment,
        SqlArray.uuids(routeIds));
  }

  /** What a member works on, or worked on, newest first. Plan: assignment_by_member. */
  public List<Assignment> ofMember(
      Sql sql,
      String community,
      UUID memberId,
      Collection<AssignmentState> states,
      @Nullable Cursor after,
      int most) {
    return sql.query(
        """
        select * from assignment where community = ? and member_id = ? and state = any(?)
          and (?::timestamptz is null or (accepted_at, id) < (?, ?::uuid))
        order by accepted_at desc, id desc limit ?
        """,
        AssignmentTable::assignment,
        community,
        memberId,
        SqlArray.texts(states, AssignmentState::name),
        after == null ? null : after.at(),
        after == null ? null : after.at(),
        after == null ? null : after.id(),
        most);
  }

  /** What members work on, of any community; for telling them. */
  public List<Assignment> activeOfMembers(Sql sql, Collection<UUID> memberIds) {
    return sql.query(
        "select * from assignment where member_id = any(?) and state = 'ACTIVE'",
        AssignmentTable::assignment,
        SqlArray.uuids(memberIds));
  }

  /** Assignments by id, of any community; for telling their members how they stand. */
  public List<Assignment> withIds(Sql sql, Collection<UUID> ids) {
    return sql.query(
        "select * from assignment where id = any(?)",
        AssignmentTable::assignment,
        SqlArray.uuids(ids));
  }

  /** All assignments of a route, oldest first. */
  public List<Assignment> ofRoute(Sql sql, String community, UUID routeId) {
    return sql.query(
        "select * from assignment where route_id = ? and community = ? order by accepted_at, id limit 200",
        AssignmentTable::assignment,
        routeId,
        community);
  }

  private static Assignment assignment(Row row) {
    return new Assignment(
        row.uuid("id"),
        row.text("community"),
        row.uuid("route_id"),
        row.uuid("member_id"),
        row.uuidOrNull("offer_id"),
        row.constant("tier", Tier.class),
        row.constant("state", AssignmentState.class),
        row.integer("round"),
        row.integer("reward"),
        row.instant("accepted_at"),
        row.instant("clocks_from"),
        row.instantOrNull("first_action_at"),
        row.instant("first_action_due"),
        row.instant("completion_due"),
        row.bool("warned_first_action"),
        row.bool("warned_completion"),
        row.instantOrNull("paused_at"),
        row.integer("extended"),
        row.instantOrNull("ended_at"),
        row.textOrNull("reason"));
  }
}
