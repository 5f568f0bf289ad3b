package dev.crowdline.sla.alarms.persistence;

import dev.crowdline.sla.alarms.domain.Alarm;
import dev.crowdline.sla.alarms.domain.AlarmState;
import dev.crowdline.sla.alarms.domain.Ring;
import dev.crowdline.sla.alarms.domain.Watched;
import dev.crowdline.sla.overview.domain.Dimension;
import dev.crowdline.support.database.Row;
import dev.crowdline.support.database.Sql;
import dev.crowdline.support.database.SqlArray;
import dev.crowdline.support.database.Tx;
import dev.crowdline.support.web.Cursor;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** The tables {@code alarm_state}, how each alarm stands, and {@code alarm_ring}, when it rang. */
@ApplicationScoped
public class RingTable {
  /** Any number will do that no other lock of this database has. */
  private static final int LOCK = 0x0C20_3D11;

  /** Rings that ended so long ago are forgotten when their alarm rings again. */
  private static final Duration KEPT = Duration.ofDays(90);

  /** An alarm in a version, and how it stands. */
  public record Standing(Alarm alarm, long version, AlarmState state) {}

  /** Those that have alarms. */
  public List<String> communities(Sql sql) {
    return sql.query(
        "select distinct community from alarm order by community", row -> row.text("community"));
  }

  /** Whether this transaction alone may look after the alarms of a community. */
  public boolean mayWatch(Tx tx, String community) {
    return Boolean.TRUE.equals(
        tx.one(
            "select pg_try_advisory_xact_lock(?, hashtext(?)) as mine",
            row -> row.bool("mine"),
            LOCK,
            community));
  }

  /** The alarms of a community. */
  public List<Standing> of(Sql sql, String community) {
    return sql.query(
        """
        select a.*, s.ring, s.turning_since, coalesce(s.measured, 0) as measured
        from alarm a left join alarm_state s using (community, name)
        where a.community = ? order by a.name
        """,
        row -> new Standing(alarm(row), row.bigint("version"), state(row)),
        community);
  }

  /** How the alarms of a community stand, by name. */
  public Map<String, AlarmState> states(Sql sql, String community) {
    return sql
        .query(
            "select * from alarm_state where community = ?",
            row -> Map.entry(row.text("name"), state(row)),
            community)
        .stream()
        .collect(Collectors.toMap(Map.Entry::getKey, Map.Entry::getValue));
  }

  /**
   * Stores how alarms of a community stand now, and what rang or ended by it; none that was edited
   * meanwhile.
   */
  public void store(Tx tx, String community, List<Standing> standing, Instant now) {
    tx.update(
        """
        with given as (
          select ?::text as community, g.*
          from (select unnest(?::text[]) as name, unnest(?::bigint[]) as version, unnest(?::uuid[]) as ring, unnest(?::timestamptz[]) as turning_since, unnest(?::bigint[]) as measured) as g
        ), alarmed as (
          select g.*, a.watched, a.dimension, a.value, a.above, a.after_seconds
          from given g join alarm a using (community, name, version)
          order by a.community, a.name for share of a
        ), ended as (
          update alarm_ring r set ended_at = ? from alarmed a
          where r.community = a.community and r.name = a.name and r.ended_at is null
            and r.id is distinct from a.ring
        ), goes_on as (
          update alarm_ring r set highest = a.measured from alarmed a
          where r.community = a.community and r.id = a.ring and r.highest < a.measured
        ), rang as (
          insert into alarm_ring (community, id, name, watched, dimension, value, above, after_seconds, began_at, highest)
          select community, ring, name, watched, dimension, value, above, after_seconds, ?, measured
          from alarmed where ring is not null
          on conflict do nothing
          returning community, name
        ), forgotten as (
          delete from alarm_ring r using rang where r.community = rang.community and r.name = rang.name and r.ended_at < ?
        )
        insert into alarm_state (community, name, ring, turning_since, measured)
        select community, name, ring, turning_since, measured from alarmed
        on conflict (community, name) do update set
          ring = excluded.ring, turning_since = excluded.turning_since, measured = excluded.measured
        """,
        community,
        SqlArray.texts(standing, each -> each.alarm().name()),
        SqlArray.longs(standing, Standing::version),
        SqlArray.uuids(standing, each -> each.state().ring()),
        SqlArray.instants(standing, each -> each.state().turningSince()),
        SqlArray.longs(standing, each -> each.state().measured()),
        now,
        now,
        now.minus(KEPT));
  }

  /** An alarm that was edited or removed is another one: what rang ends, and it begins quiet. */
  public void begin(Tx tx, String community, String name, Instant now) {
    tx.update(
        """
        update alarm_ring set ended_at = ? where community = ? and name = ? and ended_at is null
        """,
        now,
        community,
        name);
    tx.update("delete from alarm_state where community = ? and name = ?", community, name);
  }

  /** The rings of a community that go on. */
  public List<Ring> open(Sql sql, String community) {
    return sql.query(
        "select * from alarm_ring where community = ? and ended_at is null order by began_at desc",
        RingTable::ring,
        community);
  }

  /** The rings of a community after one, the latest first. */
  public List<Ring> latest(Sql sql, String community, @Nullable Cursor after, int limit) {
    return sql.query(
        """
        select * from alarm_ring
        where community = ? and (?::timestamptz is null or (began_at, id) < (?, ?::uuid))
        order by began_at desc, id desc limit ?
        """,
        RingTable::ring,
        community,
        after == null ? null : after.at(),
        after == null ? null : after.at(),
        after == null ? null : after.id(),
        limit);
  }

  /** Notes who has seen a ring, unless somebody has before; null when there is none. */
  public @Nullable Ring see(Tx tx, String community, UUID id, String by, Instant now) {
    return tx.one(
        """
        update alarm_ring set seen_by = coalesce(seen_by, ?), seen_at = coalesce(seen_at, ?)
        where community = ? and id = ? returning *
        """,
        RingTable::ring,
        by,
        now,
        community,
        id);
  }

  private static AlarmState state(Row row) {
    return new AlarmState(
        row.uuidOrNull("ring"), row.instantOrNull("turning_since"), row.bigint("measured"));
  }

  private static Alarm alarm(Row row) {
    return new Alarm(
        row.text("name"),
        row.constant("watched", Watched.class),
        row.constantOrNull("dimension", Dimension.class),
        row.textOrNull("value"),
        row.bigint("above"),
        row.integer("after_seconds"));
  }

  private static Ring ring(Row row) {
    return new Ring(
        row.uuid("id"),
        alarm(row),
        row.instant("began_at"),
        row.bigint("highest"),
        row.instantOrNull("ended_at"),
        row.textOrNull("seen_by"),
        row.instantOrNull("seen_at"));
  }
}
