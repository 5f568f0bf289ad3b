package dev.crowdline.routing.routes.persistence;

import com.fasterxml.jackson.core.type.TypeReference;
import dev.crowdline.contracts.Need;
import dev.crowdline.contracts.Policy;
import dev.crowdline.contracts.Priority;
import dev.crowdline.contracts.Tier;
import dev.crowdline.contracts.Turn;
import dev.crowdline.routing.routes.domain.Demand;
import dev.crowdline.routing.routes.domain.QueueKey;
import dev.crowdline.routing.routes.domain.Route;
import dev.crowdline.routing.routes.domain.RouteState;
import dev.crowdline.support.database.Json;
import dev.crowdline.support.database.Row;
import dev.crowdline.support.database.Sql;
import dev.crowdline.support.database.SqlArray;
import dev.crowdline.support.database.Tx;
import dev.crowdline.support.tenancy.Communities;
import dev.crowdline.support.web.Cursor;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** Routes in PostgreSQL. Whoever changes a route locks it first, and several in id order. */
@ApplicationScoped
public class RouteTable {
  private static final TypeReference<List<Need>> NEEDS = new TypeReference<>() {};
  private final QueueTable queues;
  private final Communities communities;

  RouteTable(QueueTable queues, Communities communities) {
    this.queues = queues;
    this.communities = communities;
  }

  /** Locks routes in id order; those that do not exist are left out. */
  public List<Route> lock(Tx tx, Collection<UUID> ids) {
    return tx.query(
        "select * from route where id = any(?) order by id for update",
        RouteTable::route,
        SqlArray.uuids(ids));
  }

  /** Locks the route of an offer; null when the offer is not of this community. */
  public @Nullable Route lockOfOffer(Tx tx, String community, UUID offerId) {
    return tx.one(
        """
        select r.* from route r join offer o on o.route_id = r.id
        where o.id = ? and o.community = ? and r.community = o.community for update of r
        """,
        RouteTable::route,
        offerId,
        community);
  }

  /** Locks the route of an assignment; null when it is not of this community. */
  public @Nullable Route lockOfAssignment(Tx tx, String community, UUID assignmentId) {
    return tx.one(
        """
        select r.* from route r join assignment a on a.route_id = r.id
        where a.id = ? and a.community = ? and r.community = a.community for update of r
        """,
        RouteTable::route,
        assignmentId,
        community);
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

  /**
   * Stores new routes; one that exists already stays as it is. Returns the ids of those that were
   * stored.
   */
  public Set<UUID> add(Tx tx, List<Route> routes) {
    if (routes.isEmpty()) {
      return Set.of();
    }
    Map<QueueKey, Long> ids = queueIds(tx, routes);
    return Set.copyOf(
        tx.query(
            """
            insert into route as old (id, community, known, priority, language, needs, customer_alias, customer_id,
              question, submitted_at, continues, minimum_tier, open_tiers, step, widened, wave_factor, reward, last_step,
              state, live_offers, assignment_id, round, wave, preferred_member, waiting_on, waiting, queue_id, due_at)
            select g.id, g.community, g.known, g.priority, g.language, g.needs::jsonb, g.customer_alias, g.customer_id,
              g.question, g.submitted_at, g.continues, g.minimum_tier, g.open_tiers, g.step, g.widened, g.wave_factor, g.reward,
              g.last_step, g.state, 0, null, g.round, 0, null, 'HELPERS', g.state <> 'CLOSED', g.queue_id, g.due_at
            from unnest(?::uuid[], ?::text[], ?::boolean[], ?::integer[], ?::text[], ?::text[], ?::text[], ?::uuid[],
              ?::text[], ?::timestamptz[], ?::uuid[], ?::text[], ?::integer[], ?::integer[], ?::integer[], ?::integer[], ?::integer[],
              ?::boolean[], ?::text[], ?::integer[], ?::bigint[], ?::timestamptz[])
              as g(id, community, known, priority, language, needs, customer_alias, customer_id,
                question, submitted_at, continues, minimum_tier, open_tiers, step, widened, wave_factor, reward,
                last_step, state, round, queue_id, due_at)
            order by g.id
            on conflict (id) do nothing
            returning id
            """,
            row -> row.uuid("id"),
            SqlArray.uuids(routes, Route::id),
            SqlArray.texts(routes, Route::community),
            SqlArray.booleans(routes, r -> r.origin().known()),
            SqlArray.ints(routes, r -> r.demand().priority().rank()),
            SqlArray.texts(routes, r -> r.origin().language()),
            SqlArray.jsons(routes, r -> r.origin().needs()),
            SqlArray.texts(routes, r -> r.origin().customerAlias()),
            SqlArray.uuids(routes, r -> r.origin().customerId()),
            SqlArray.texts(routes, r -> r.origin().question()),
            SqlArray.instants(routes, r -> r.origin().submittedAt()),
            SqlArray.uuids(routes, r -> r.origin().continues()),
            SqlArray.texts(routes, r -> r.demand().minimumTier().name()),
            SqlArray.ints(routes, r -> r.demand().openTiers()),
            SqlArray.ints(routes, r -> r.demand().step()),
            SqlArray.ints(routes, r -> r.demand().widened()),
            SqlArray.ints(routes, r -> r.demand().waveFactor()),
            SqlArray.ints(routes, r -> r.demand().reward()),
            SqlArray.booleans(routes, r -> r.demand().lastStep()),
            SqlArray.texts(routes, r -> r.state().name()),
            SqlArray.ints(routes, Route::round),
            SqlArray.longs(routes, r -> ids.get(QueueKey.of(r))),
            SqlArray.instants(routes, Route::dueAt)));
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
          question = ?, submitted_at = ?, continues = ? where id = ? and community = ?
        """,
        route.origin().language(),
        new Json(route.origin().needs()),
        route.origin().customerAlias(),
        route.origin().customerId(),
        route.origin().question(),
        route.origin().submittedAt(),
        route.origin().continues(),
        route.id(),
        route.community());
  }

  /** Stores routes that this transaction has locked. Returns the queues of those that wait. */
  public List<Long> save(Tx tx, List<Route> routes) {
    if (routes.isEmpty()) {
      return List.of();
    }
    Map<QueueKey, Long> ids = queueIds(tx, routes);
    tx.update(
        """
        update route r set priority = g.priority, minimum_tier = g.minimum_tier, open_tiers = g.open_tiers, step = g.step,
          widened = g.widened, wave_factor = g.wave_factor, reward = g.reward, last_step = g.last_step,
          state = g.state, live_offers = g.live_offers, assignment_id = g.assignment_id, round = g.round,
          wave = g.wave, preferred_member = g.preferred_member, waiting_on = g.waiting_on, turn = g.turn, finished = g.finished, waiting = g.waiting,
          queue_id = g.queue_id, due_at = g.due_at
        from unnest(?::uuid[], ?::integer[], ?::text[], ?::integer[], ?::integer[], ?::integer[], ?::integer[], ?::integer[],
          ?::boolean[], ?::text[], ?::integer[], ?::uuid[], ?::integer[], ?::integer[], ?::uuid[], ?::text[],
          ?::jsonb[], ?::boolean[], ?::boolean[], ?::bigint[], ?::timestamptz[])
          as g(id, priority, minimum_tier, open_tiers, step, widened, wave_factor, reward, last_step, state, live_offers,
            assignment_id, round, wave, preferred_member, waiting_on, turn, finished, waiting,
            queue_id, due_at)
        where r.id = g.id
        """,
        SqlArray.uuids(routes, Route::id),
        SqlArray.ints(routes, r -> r.demand().priority().rank()),
        SqlArray.texts(routes, r -> r.demand().minimumTier().name()),
        SqlArray.ints(routes, r -> r.demand().openTiers()),
        SqlArray.ints(routes, r -> r.demand().step()),
        SqlArray.ints(routes, r -> r.demand().widened()),
        SqlArray.ints(routes, r -> r.demand().waveFactor()),
        SqlArray.ints(routes, r -> r.demand().reward()),
        SqlArray.booleans(routes, r -> r.demand().lastStep()),
        SqlArray.texts(routes, r -> r.state().name()),
        SqlArray.ints(routes, Route::liveOffers),
        SqlArray.uuids(routes, Route::assignmentId),
        SqlArray.ints(routes, Route::round),
        SqlArray.ints(routes, Route::wave),
        SqlArray.uuids(routes, Route::preferredMember),
        SqlArray.texts(routes, r -> r.waitingOn().name()),
        SqlArray.jsons(routes, Route::turn),
        SqlArray.booleans(routes, Route::isFinished),
        SqlArray.booleans(routes, this::isWaiting),
        SqlArray.longs(routes, r -> ids.get(QueueKey.of(r))),
        SqlArray.instants(routes, Route::dueAt));
    return routes.stream()
        .filter(this::isWaiting)
        .map(r -> ids.get(QueueKey.of(r)))
        .distinct()
        .toList();
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

  private boolean isWaiting(Route route) {
    return route.isWaiting(waveSize(route));
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
            row.uuidOrNull("continues")),
        new Demand(
            row.constant("minimum_tier", Tier.class),
            Priority.ofRank(row.integer("priority")),
            row.integer("open_tiers"),
            row.integer("step"),
            row.integer("widened"),
            row.integer("wave_factor"),
            row.integer("reward"),
            row.bool("last_step")),
        state(row),
        row.integer("round"),
        row.integer("wave"),
        row.uuidOrNull("preferred_member"),
        row.json("turn", Turn.class),
        row.instantOrNull("due_at"));
  }

  private static RouteState state(Row row) {
    return switch (row.text("state")) {
      case "QUEUED" -> new RouteState.Queued();
      case "OFFERED" -> new RouteState.Offered(row.integer("live_offers"));
      case "ASSIGNED" -> new RouteState.Assigned(row.uuid("assignment_id"));
      case "EXHAUSTED" -> new RouteState.Exhausted();
      case "CLOSED" -> new RouteState.Closed(row.bool("finished"));
      case String other -> throw new IllegalStateException("unknown route state " + other);
    };
  }
}
