package dev.crowdline.routing.members.persistence;

import dev.crowdline.contracts.Tier;
import dev.crowdline.support.database.Row;
import dev.crowdline.support.database.Sql;
import dev.crowdline.support.database.SqlArray;
import dev.crowdline.support.database.Tx;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.UUID;

/**
 * How much members hold, and may hold. Every grant of work goes through {@link #reserve}: one
 * guarded statement, so that nobody is over-booked with any number of replicas (P3).
 */
@ApplicationScoped
public class LoadTable {

  /** A member's load after a change. */
  public record Load(UUID memberId, int load, int capacity, Instant idleSince) {
    public boolean hasRoom() {
      return load < capacity;
    }
  }

  /**
   * A slot wanted for a route.
   *
   * @param minimumTier the member must reach it (P14)
   */
  public record Wanted(UUID routeId, String community, UUID memberId, Tier minimumTier) {}

  /** A slot that was granted. */
  public record Granted(UUID routeId, Load load) {}

  /**
   * Takes one slot for each wanted pair whose member has room, is of that community and reaches the
   * minimum tier. Each member occurs at most once. Rows are locked in id order: LockRows → Sort →
   * Nested Loop (Function Scan, Index Scan using member_load_pk).
   */
  public List<Granted> reserve(Tx tx, List<Wanted> wanted) {
    return reserve(tx, wanted, "");
  }

  /**
   * The same without waiting for members whose rows somebody else has locked: for a transaction
   * that holds members already and so must not wait for one with a lower id.
   */
  public List<Granted> reserveUnlocked(Tx tx, List<Wanted> wanted) {
    return reserve(tx, wanted, "skip locked");
  }

  /** Locks members in id order. */
  public void lock(Tx tx, Collection<UUID> memberIds) {
    tx.query(
        "select member_id from member_load where member_id = any(?) order by member_id for update",
        row -> row.uuid("member_id"),
        SqlArray.uuids(memberIds));
  }

  private static List<Granted> reserve(Tx tx, List<Wanted> wanted, String whatIsLocked) {
    if (wanted.isEmpty()) {
      return List.of();
    }
    return tx.query(
        """
        with wanted as (
          select * from (select unnest(?::uuid[]) as route_id, unnest(?::text[]) as community, unnest(?::uuid[]) as member_id, unnest(?::integer[]) as tier_rank) as w
        ), locked as (
          select l.member_id, w.route_id from wanted w join member_load l on l.member_id = w.member_id
          where l.load < l.capacity and l.community = w.community and l.tier_rank >= w.tier_rank
          order by l.member_id for update of l %s
        ), taken as (
          update member_load l set load = l.load + 1
          from locked where l.member_id = locked.member_id and l.load < l.capacity
          returning l.member_id, locked.route_id, l.load, l.capacity, l.idle_since
        )
        select * from taken
        """
            .formatted(whatIsLocked),
        row -> new Granted(row.uuid("route_id"), load(row)),
        SqlArray.uuids(wanted, Wanted::routeId),
        SqlArray.texts(wanted, Wanted::community),
        SqlArray.uuids(wanted, Wanted::memberId),
        SqlArray.ints(wanted, w -> w.minimumTier().rank()));
  }

  /**
   * Frees one slot for each mention of a member in {@code freed}; whoever {@code took} new work is
   * not idle since then. Being asked, and being done, leave the idle time as it is.
   */
  public List<Load> change(Tx tx, Collection<UUID> freed, Collection<UUID> took, Instant now) {
    if (freed.isEmpty() && took.isEmpty()) {
      return List.of();
    }
    return tx.query(
        """
        with changed as (
          select member_id, sum(freed)::integer as freed, bool_or(took) as took from (
            select f.member_id, 1 as freed, false as took from unnest(?::uuid[]) as f(member_id)
            union all
            select t.member_id, 0, true from unnest(?::uuid[]) as t(member_id)) c
          group by member_id
        ), locked as (
          select l.member_id, c.freed, c.took from changed c join member_load l on l.member_id = c.member_id
          order by l.member_id for update of l
        )
        update member_load l set load = greatest(0, l.load - locked.freed),
          idle_since = case when locked.took then ? else l.idle_since end
        from locked where l.member_id = locked.member_id
        returning l.member_id, l.load, l.capacity, l.idle_since
        """,
        LoadTable::load,
        SqlArray.uuids(freed),
        SqlArray.uuids(took),
        now);
  }

  /** Loads as they are. */
  public List<Load> read(Sql sql, Collection<UUID> memberIds) {
    return sql.query(
        "select member_id, load, capacity, idle_since from member_load where member_id = any(?)",
        LoadTable::load,
        SqlArray.uuids(memberIds));
  }

  /**
   * Members whose load differs from what they hold; it may be a change that is not yet committed.
   */
  public List<UUID> suspects(Sql sql) {
    return sql.query(
        """
        with held as (
          select member_id, sum(n)::integer as units from (
            select member_id, count(*) as n from offer where state = 'OFFERED' group by member_id
            union all
            select member_id, count(*) as n from assignment where state = 'ACTIVE' group by member_id) h
          group by member_id
        )
        select l.member_id from member_load l left join held h using (member_id)
        where l.load <> coalesce(h.units, 0) limit 1000
        """,
        row -> row.uuid("member_id"));
  }

  /**
   * Mends the loads that still differ once the members are locked. Two statements: the second sees
   * what was committed while the first waited for the locks.
   */
  public List<Load> mend(Tx tx, Collection<UUID> memberIds) {
    lock(tx, memberIds);
    return tx.query(
        """
        update member_load l set load = r.units
        from (
          select m.member_id,
            ((select count(*) from offer o where o.member_id = m.member_id and o.state = 'OFFERED')
            + (select count(*) from assignment a where a.member_id = m.member_id and a.state = 'ACTIVE'))::integer as units
          from unnest(?::uuid[]) as m(member_id)
        ) r
        where r.member_id = l.member_id and l.load <> r.units
        returning l.member_id, l.load, l.capacity, l.idle_since
        """,
        LoadTable::load,
        SqlArray.uuids(memberIds));
  }

  private static Load load(Row row) {
    return new Load(
        row.uuid("member_id"),
        row.integer("load"),
        row.integer("capacity"),
        row.instant("idle_since"));
  }
}
