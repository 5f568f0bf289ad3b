package dev.crowdline.routing.assignments.persistence;

import dev.crowdline.contracts.Price;
import dev.crowdline.contracts.Tier;
import dev.crowdline.routing.assignments.domain.Assignment;
import dev.crowdline.routing.assignments.domain.AssignmentState;
import dev.crowdline.routing.offers.domain.Offer;
import dev.crowdline.routing.routes.domain.Key;
import dev.crowdline.support.database.Columns;
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

/** Assignments in PostgreSQL; they are changed under their route's lock. */
@ApplicationScoped
public class AssignmentTable {
  private static final Columns<Assignment> NEW =
      Columns.<Assignment>of()
          .uuid("id", Assignment::id)
          .text("community", Assignment::community)
          .uuid("route_id", Assignment::routeId)
          .uuid("member_id", Assignment::memberId)
          .uuid("offer_id", Assignment::offerId)
          .constant("tier", Assignment::tier)
          .constant("state", Assignment::state)
          .integer("round", Assignment::round)
          .integer("reward", Assignment::reward)
          .integer("share", Assignment::share)
          .instant("accepted_at", Assignment::acceptedAt)
          .instant("clocks_from", Assignment::clocksFrom)
          .instant("first_action_due", Assignment::firstActionDue)
          .instant("completion_due", Assignment::completionDue)
          .integer("price_cents", a -> a.price() == null ? null : a.price().cents())
          .text("currency", a -> a.price() == null ? null : a.price().currency());

  private static final String ADD =
      "insert into assignment (%s) select %s from %s"
          .formatted(NEW.names(), NEW.names("g."), NEW.given());

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
          .text("more_time", Assignment::moreTime)
          .instant("ended_at", Assignment::endedAt)
          .text("reason", Assignment::reason);

  private static final String SAVE =
      "update assignment a set %s from %s where %s"
          .formatted(CHANGED.sets("g"), CHANGED.given(), CHANGED.matches("a"));

  /** Stores new work. */
  public void add(Tx tx, List<Assignment> taken) {
    if (!taken.isEmpty()) {
      tx.update(ADD, NEW.arrays(taken));
    }
  }

  /** The work that was taken in the rounds of offers. Plan: assignment_by_route. */
  public List<Assignment> inRoundsOf(Sql sql, List<Offer> offers) {
    if (offers.isEmpty()) {
      return List.of();
    }
    return sql.query(
        """
        select a.* from (select unnest(?::text[]) as community, unnest(?::uuid[]) as route_id, unnest(?::integer[]) as round) as g
        join assignment a on a.route_id = g.route_id and a.round = g.round and a.community = g.community
        """,
        AssignmentTable::assignment,
        SqlArray.texts(offers, Offer::community),
        SqlArray.uuids(offers, Offer::routeId),
        SqlArray.ints(offers, Offer::round));
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

  /** Assignments as commands name them; one that its community does not have is left out. */
  public List<Assignment> named(Sql sql, Collection<Key> keys) {
    if (keys.isEmpty()) {
      return List.of();
    }
    return sql.query(
        """
        select a.* from (select unnest(?::text[]) as community, unnest(?::uuid[]) as id) as g
        join assignment a on a.id = g.id and a.community = g.community
        """,
        AssignmentTable::assignment,
        SqlArray.texts(keys, Key::community),
        SqlArray.uuids(keys, Key::id));
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

  /**
   * The points of the work that members have taken since then, whatever became of it; who took none
   * is absent. Plan: assignment_by_member for each.
   */
  public Map<UUID, Long> takenSince(Sql sql, Collection<Holder> members, Instant since) {
    return sql
        .query(
            """
            select a.member_id, sum(a.reward)::bigint as points
            from (select unnest(?::text[]) as community, unnest(?::uuid[]) as member_id) as g
            join assignment a on a.member_id = g.member_id and a.community = g.community
              and a.accepted_at >= ?
            group by a.member_id
            """,
            row -> Map.entry(row.uuid("member_id"), row.bigint("points")),
            SqlArray.texts(members, Holder::community),
            SqlArray.uuids(members, Holder::memberId),
            since)
        .stream()
        .collect(Collectors.toMap(Map.Entry::getKey, Map.Entry::getValue));
  }

  /** A member of a community. */
  public record Holder(String community, UUID memberId) {}

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
        row.integer("share"),
        row.instant("accepted_at"),
        row.instant("clocks_from"),
        row.instantOrNull("first_action_at"),
        row.instant("first_action_due"),
        row.instant("completion_due"),
        row.bool("warned_first_action"),
        row.bool("warned_completion"),
        row.instantOrNull("paused_at"),
        row.integer("extended"),
        row.textOrNull("more_time"),
        row.instantOrNull("ended_at"),
        row.textOrNull("reason"),
        price(row.integerOrNull("price_cents"), row.textOrNull("currency")));
  }

  private static @Nullable Price price(@Nullable Integer cents, @Nullable String currency) {
    return cents == null || currency == null ? null : new Price(cents, currency);
  }
}
