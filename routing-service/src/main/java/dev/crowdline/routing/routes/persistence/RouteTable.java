package dev.crowdline.routing.routes.persistence;

import com.fasterxml.jackson.core.type.TypeReference;
import dev.crowdline.contracts.Need;
import dev.crowdline.contracts.Policy;
import dev.crowdline.contracts.Priority;
import dev.crowdline.contracts.Tier;
import dev.crowdline.contracts.Turn;
import dev.crowdline.routing.routes.domain.Demand;
import dev.crowdline.routing.routes.domain.Key;
import dev.crowdline.routing.routes.domain.QueueKey;
import dev.crowdline.routing.routes.domain.Route;
import dev.crowdline.routing.routes.domain.RouteState;
import dev.crowdline.support.database.Columns;
import dev.crowdline.support.database.Json;
import dev.crowdline.support.database.Row;
import dev.crowdline.support.database.Sql;
import dev.crowdline.support.database.SqlArray;
import dev.crowdline.support.database.Tx;
import dev.crowdline.support.tenancy.Communities;
import dev.crowdline.support.web.Cursor;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** Routes in PostgreSQL. Whoever changes a route locks it first, and several in id order. */
@ApplicationScoped
public class RouteTable {
  private static final TypeReference<List<Need>> NEEDS = new TypeReference<>() {};

  private static final Columns<Stored> KEY =
      Columns.<Stored>of()
          .uuid("id", s -> s.route().id())
          .text("community", s -> s.route().community())
          .key();

  private static final Columns<Stored> ORIGIN =
      Columns.<Stored>of()
          .bool("known", s -> s.origin().known())
          .text("language", s -> s.origin().language())
          .json("needs", s -> s.origin().needs())
          .text("customer_alias", s -> s.origin().customerAlias())
          .uuid("customer_id", s -> s.origin().customerId())
          .text("question", s -> s.origin().question())
          .instant("submitted_at", s -> s.origin().submittedAt())
          .uuid("continues", s -> s.origin().continues())
          .text("topic", s -> s.origin().topic())
          .integer("rules_version", s -> s.origin().rulesVersion());

  private static final Columns<Stored> STANDING =
      Columns.<Stored>of()
          .integer("priority", s -> s.demand().priority().rank())
          .constant("minimum_tier", s -> s.demand().minimumTier())
          .integer("open_tiers", s -> s.demand().openTiers())
          .integer("step", s -> s.demand().step())
          .integer("widened", s -> s.demand().widened())
          .integer("wave_factor", s -> s.demand().waveFactor())
          .integer("base", s -> s.demand().base())
          .integer("reward", s -> s.demand().reward())
          .bool("last_step", s -> s.demand().lastStep())
          .text("steps_taken", s -> String.join(" ", s.demand().stepsTaken()))
          .text("state", s -> s.route().state().name())
          .integer("round", s -> s.route().round())
          .bigint("queue_id", Stored::queueId)
          .instant("due_at", s -> s.route().dueAt());

  private static final Columns<Stored> NEW = KEY.and(ORIGIN).and(STANDING);

  private static final Columns<Stored> CHANGED =
      KEY.and(STANDING)
          .integer("live_offers", s -> s.route().liveOffers())
          .uuid("assignment_id", s -> s.route().assignmentId())
          .integer("wave", s -> s.route().wave())
          .uuid("preferred_member", s -> s.route().preferredMember())
          .constant("waiting_on", s -> s.route().waitingOn())
          .json("turn", s -> s.route().turn())
          .bool("finished", s -> s.route().isFinished())
          .bool("linked", s -> s.route().isLinked())
          .bool("waiting", Stored::waiting);

  private static final String ADD =
      """
      insert into route (%s, live_offers, wave, waiting_on, waiting)
      select %s, 0, 0, 'HELPERS', g.state <> 'CLOSED' from %s
      order by g.id
      on conflict (id) do nothing
      returning id
      """
          .formatted(NEW.names(), NEW.names("g."), NEW.given());

  private static final String SAVE =
      "update route r set %s from %s where %s"
          .formatted(CHANGED.sets("g"), CHANGED.given(), CHANGED.matches("r"));

  private final QueueTable queues;
  private final Communities communities;

  RouteTable(QueueTable queues, Communities communities) {
    this.queues = queues;
    this.communities = communities;
  }

  /** Locks a route of a community; null when there is none. */
  public @Nullable Route lock(Tx tx, String community, UUID id) {
    return tx.one(
        "select * from route where id = ? and community = ? for update",
        RouteTable::route,
        id,
        community);
  }

  /** Locks routes in id order, of any community; those that do not exist are left out. */
  public List<Route> lock(Tx tx, Collection<UUID> ids) {
    return tx.query(
        "select * from route where id = any(?) order by id for update",
        RouteTable::route,
        SqlArray.uuids(ids));
  }

  /**
   * Locks the routes of offers in id order; an offer that its community does not have is left out.
   *
   * <p>Plan: nested loop of the given keys with offer_pk and route_pk, sort, lock.
   */
  public Map<Key, Route> lockOfOffers(Tx tx, List<Key> offers) {
    return byKey(
        tx.query(
            """
            select r.*, g.id as of from (select unnest(?::text[]) as community, unnest(?::uuid[]) as id) as g
            join offer o on o.id = g.id and o.community = g.community
            join route r on r.id = o.route_id and r.community = o.community
            order by r.id for update of r
            """,
            RouteTable::locked,
            SqlArray.texts(offers, Key::community),
            SqlArray.uuids(offers, Key::id)));
  }

  /** A locked route, and the key that it was found by. */
  private record Locked(Key key, Route route) {}

  private static Locked locked(Row row) {
    return new Locked(new Key(row.text("community"), row.uuid("of")), route(row));
  }

  private static Map<Key, Route> byKey(List<Locked> locked) {
    return locked.stream().collect(Collectors.toMap(Locked::key, Locked::route));
  }

  /**
   * Locks the routes of assignments in id order; one that its community does not have is left out.
   *
   * <p>Plan: nested loop of the given keys with assignment_pk and route_pk, sort, lock.
   */
  public Map<Key, Route> lockOfAssignments(Tx tx, List<Key> assignments) {
    return byKey(
        tx.query(
            """
            select r.*, g.id as of from (select unnest(?::text[]) as community, unnest(?::uuid[]) as id) as g
            join assignment a on a.id = g.id and a.community = g.community
            join route r on r.id = a.route_id and r.community = a.community
            order by r.id for update of r
            """,
            RouteTable::locked,
            SqlArray.texts(assignments, Key::community),
            SqlArray.uuids(assignments, Key::id)));
  }

  /** Locks routes whose deadline passed, at most that many, skipping those somebody else has. */
  public List<Route> lockDue(Tx tx, Instant now, int most) {
    return tx.query(
        """
        select * from (
          select * from route where state <> 'CLOSED' and due_at <= ? order by due_at limit ? for update skip locked
        ) due order by id
        """,
        RouteTable::route,
        now,
        most);
  }

  /**
   * The heads of waiting queues, those to be served first in front: priority, then escalation step,
   * then age. With the index route_waiting it costs the number of queues times the limit, however
   * many routes wait behind: Nested Loop → Limit → Index Scan using route_waiting.
   *
   * @param skipped how many of each queue were looked at already
   */
  public List<Head> heads(
      Sql sql, Collection<Long> queueIds, int skipped, int mostOfEach, int most) {
    return sql.query(
        """
        select head.* from unnest(?::bigint[]) as q(id)
        cross join lateral (
          select * from route where queue_id = q.id and waiting
          order by priority, step desc, submitted_at, id offset ? limit ?
        ) head
        order by head.priority, head.step desc, head.submitted_at, head.id limit ?
        """,
        row -> new Head(route(row), row.bigint("queue_id")),
        SqlArray.longs(queueIds),
        skipped,
        mostOfEach,
        most);
  }

  /** A waiting route and its queue. */
  public record Head(Route route, long queueId) {}

  /** A route of a community; null when there is none. */
  public @Nullable Route find(Sql sql, String community, UUID id) {
    return sql.one(
        "select * from route where id = ? and community = ?", RouteTable::route, id, community);
  }

  /** Routes by id, of any community; for pushing their offers. */
  public List<Route> withIds(Sql sql, Collection<UUID> ids) {
    return sql.query(
        "select * from route where id = any(?)", RouteTable::route, SqlArray.uuids(ids));
  }

  /** How many open routes are known by hearsay since before that moment. */
  public long hearsay(Sql sql, Instant before) {
    Long count =
        sql.one(
            "select count(*) as n from route where not known and state <> 'CLOSED' and submitted_at < ?",
            row -> row.bigint("n"),
            before);
    return count == null ? 0 : count;
  }

  /** The newest routes of a community first. */
  public List<Route> list(
      Sql sql, String community, @Nullable String state, @Nullable Cursor after, int most) {
    return sql.query(
        """
        select * from route
        where community = ? and (?::text is null or state = ?)
          and (?::timestamptz is null or (submitted_at, id) < (?, ?::uuid))
        order by submitted_at desc, id desc limit ?
        """,
        RouteTable::route,
        community,
        state,
        state,
        after == null ? null : after.at(),
        after == null ? null : after.at(),
        after == null ? null : after.id(),
        most);
  }

  /** Those that wait in a queue and are served first, in that order. */
  public List<Route> next(Sql sql, String community, long queueId, int most) {
    return sql.query(
        """
        select * from route where community = ? and queue_id = ? and waiting
        order by priority, step desc, submitted_at, id limit ?
        """,
        RouteTable::route,
        community,
        queueId,
        most);
  }

  /**
   * Stores new routes; one that exists already stays as it is. Returns the ids of those that were
   * stored.
   */
  public Set<UUID> add(Tx tx, List<Route> routes) {
    if (routes.isEmpty()) {
      return Set.of();
    }
    return Set.copyOf(tx.query(ADD, row -> row.uuid("id"), NEW.arrays(stored(tx, routes))));
  }

  /** The queues that routes wait in. */
  public Set<Long> queuesOf(Tx tx, Collection<Route> routes) {
    return Set.copyOf(queueIds(tx, List.copyOf(routes)).values());
  }

  /** Gives a route known by hearsay what its submission says; the caller holds its lock. */
  public void introduce(Tx tx, Route route) {
    tx.update(
        """
        update route set known = true, language = ?, needs = ?, customer_alias = ?, customer_id = ?,
          question = ?, submitted_at = ?, continues = ?, topic = ?, rules_version = ?
        where id = ? and community = ?
        """,
        route.origin().language(),
        new Json(route.origin().needs()),
        route.origin().customerAlias(),
        route.origin().customerId(),
        route.origin().question(),
        route.origin().submittedAt(),
        route.origin().continues(),
        route.origin().topic(),
        route.origin().rulesVersion(),
        route.id(),
        route.community());
  }

  /** What a route that is locked needs, and in which language. */
  public void setNeeds(Tx tx, Route route) {
    tx.update(
        "update route set needs = ?, language = ? where id = ? and community = ?",
        new Json(route.origin().needs()),
        route.origin().language(),
        route.id(),
        route.community());
  }

  /** Stores routes that this transaction has locked. Returns the queues of those that wait. */
  public List<Long> save(Tx tx, List<Route> routes) {
    if (routes.isEmpty()) {
      return List.of();
    }
    List<Stored> stored = stored(tx, routes);
    tx.update(SAVE, CHANGED.arrays(stored));
    return stored.stream().filter(Stored::waiting).map(Stored::queueId).distinct().toList();
  }

  /** How many members a route asks at once. */
  public int waveSize(Route route) {
    Policy policy = communities.policyOf(route.community());
    return Math.min(policy.waveLimit(), policy.waveSize() * route.demand().waveFactor());
  }

  /** Routes of a community by id. */
  public List<Route> withIds(Sql sql, String community, Collection<UUID> ids) {
    return sql.query(
        "select * from route where id = any(?) and community = ?",
        RouteTable::route,
        SqlArray.uuids(ids),
        community);
  }

  /**
   * The routes that others go on from: of each the nearest {@code most}, the newest first. One step
   * of route_pk each.
   */
  public List<Earlier> earlier(Sql sql, String community, Collection<UUID> ids, int most) {
    return sql.query(
        """
        with recursive chain as (
          select r.id as of, r.continues, 1 as n from route r
          where r.id = any(?) and r.community = ? and r.continues is not null
          union all
          select c.of, r.continues, c.n + 1 from chain c join route r on r.id = c.continues and r.community = ?
          where c.n < ? and r.continues is not null
        )
        select c.of, r.* from chain c join route r on r.id = c.continues and r.community = ?
        order by c.of, c.n
        """,
        row -> new Earlier(row.uuid("of"), route(row)),
        SqlArray.uuids(ids),
        community,
        community,
        most,
        community);
  }

  /** A route, and another that goes on from it. */
  public record Earlier(UUID of, Route route) {}

  /** A route with what its row says beside it. */
  private record Stored(Route route, long queueId, boolean waiting) {
    Route.Origin origin() {
      return route.origin();
    }

    Demand demand() {
      return route.demand();
    }
  }

  private List<Stored> stored(Tx tx, List<Route> routes) {
    Map<QueueKey, Long> ids = queueIds(tx, routes);
    List<Stored> stored = new ArrayList<>();
    for (Route route : routes) {
      long queueId = Objects.requireNonNull(ids.get(QueueKey.of(route)), "each has a queue");
      stored.add(new Stored(route, queueId, route.isWaiting(waveSize(route))));
    }
    return stored;
  }

  private Map<QueueKey, Long> queueIds(Tx tx, List<Route> routes) {
    return queues.ids(tx, routes.stream().map(QueueKey::of).distinct().toList());
  }

  private static Route route(Row row) {
    return new Route(
        new Route.Origin(
            row.uuid("id"),
            row.text("community"),
            row.bool("known"),
            row.text("language"),
            row.json("needs", NEEDS),
            row.text("customer_alias"),
            row.uuidOrNull("customer_id"),
            row.text("question"),
            row.instant("submitted_at"),
            row.uuidOrNull("continues"),
            row.textOrNull("topic"),
            row.integer("rules_version")),
        new Demand(
            row.constant("minimum_tier", Tier.class),
            Priority.ofRank(row.integer("priority")),
            row.integer("open_tiers"),
            row.integer("step"),
            row.integer("widened"),
            row.integer("wave_factor"),
            row.integer("base"),
            row.integer("reward"),
            row.bool("last_step"),
            stepsTaken(row.text("steps_taken"))),
        state(row),
        row.integer("round"),
        row.integer("wave"),
        row.uuidOrNull("preferred_member"),
        row.json("turn", Turn.class),
        row.instantOrNull("due_at"));
  }

  private static List<String> stepsTaken(String ids) {
    return ids.isEmpty() ? List.of() : List.of(ids.split(" "));
  }

  private static RouteState state(Row row) {
    return switch (row.text("state")) {
      case "QUEUED" -> new RouteState.Queued();
      case "OFFERED" -> new RouteState.Offered(row.integer("live_offers"));
      case "ASSIGNED" -> new RouteState.Assigned(row.uuid("assignment_id"), row.bool("linked"));
      case "EXHAUSTED" -> new RouteState.Exhausted();
      case "CLOSED" -> new RouteState.Closed(row.bool("finished"), row.bool("linked"));
      case String other -> throw new IllegalStateException("unknown route state " + other);
    };
  }
}
