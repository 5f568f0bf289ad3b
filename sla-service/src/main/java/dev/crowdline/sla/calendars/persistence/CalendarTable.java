package dev.crowdline.sla.calendars.persistence;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import dev.crowdline.sla.calendars.domain.Calendar;
import dev.crowdline.sla.calendars.domain.CalendarVersion;
import dev.crowdline.support.database.Json;
import dev.crowdline.support.database.Row;
import dev.crowdline.support.database.Sql;
import dev.crowdline.support.database.SqlArray;
import dev.crowdline.support.database.Tx;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Instant;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** The table {@code calendar}: every version of each calendar, of which none changes. */
@ApplicationScoped
public class CalendarTable {
  /** What calendars may hold of the heap, which all communities share. */
  private static final long MOST_BYTES = 24_000_000;

  /** Of a calendar with the years that are kept of it, and of each date of its own. */
  private static final int BYTES = 12_000;

  private static final int BYTES_OF_A_DATE = 200;

  private final Cache<Key, CalendarVersion> kept =
      Caffeine.newBuilder()
          .maximumWeight(MOST_BYTES)
          .weigher((Key key, CalendarVersion version) -> bytes(version))
          .build();

  /** Where a version is found. */
  public record Key(String community, String name, int version) {}

  /** A version as its operator made it. */
  public record Version(Key key, Calendar calendar, Instant since) {
    static Version from(Row row) {
      return new Version(keyOf(row), row.json("content", Calendar.class), row.instant("since"));
    }

    CalendarVersion working() {
      return new CalendarVersion(key.name(), key.version(), calendar.workingTime());
    }
  }

  private static Key keyOf(Row row) {
    return new Key(row.text("community"), row.text("name"), row.integer("version"));
  }

  private static int bytes(CalendarVersion version) {
    return BYTES + BYTES_OF_A_DATE * version.time().dates();
  }

  /** Adds a version; false when that version is there already, and nothing was changed. */
  public boolean add(Tx tx, Version version) {
    return tx.update(
            """
            insert into calendar (community, name, version, content, since) values (?, ?, ?, ?, ?)
            on conflict do nothing
            """,
            version.key().community(),
            version.key().name(),
            version.key().version(),
            new Json(version.calendar()),
            version.since())
        == 1;
  }

  /** One version, or null. */
  public @Nullable Version find(Sql sql, Key key) {
    return sql.one(
        "select * from calendar where community = ? and name = ? and version = ?",
        Version::from,
        key.community(),
        key.name(),
        key.version());
  }

  /** The highest version of a community's calendar; null when nobody made one. */
  public @Nullable Version last(Sql sql, String community, String name) {
    List<Version> found = before(sql, community, name, Integer.MAX_VALUE, 1);
    return found.isEmpty() ? null : found.getFirst();
  }

  /** Versions before one, the highest first. */
  public List<Version> before(Sql sql, String community, String name, int version, int most) {
    return sql.query(
        """
        select * from calendar where community = ? and name = ? and version < ?
        order by version desc limit ?
        """,
        Version::from,
        community,
        name,
        version,
        most);
  }

  /**
   * What of time counts now in each of some communities, read now; absent where nobody made a
   * calendar, so that all of it does. Plan: one step down the primary key for each community.
   */
  public Map<String, CalendarVersion> inForce(Sql sql, Collection<String> communities) {
    if (communities.isEmpty()) {
      return Map.of();
    }
    List<Key> highest =
        sql.query(
            """
            select c.* from unnest(?::text[]) as g(community)
            cross join lateral (
              select community, name, version from calendar
              where community = g.community and name = ? order by version desc limit 1
            ) c
            """,
            CalendarTable::keyOf,
            SqlArray.texts(communities),
            CalendarVersion.DEFAULT);
    Map<String, CalendarVersion> found = new HashMap<>();
    read(sql, highest).forEach((key, version) -> found.put(key.community(), version));
    return found;
  }

  /** What of time counts under some versions. */
  public Map<Key, CalendarVersion> read(Sql sql, Collection<Key> keys) {
    Map<Key, CalendarVersion> found = new HashMap<>(kept.getAllPresent(keys));
    List<Key> unread = keys.stream().filter(key -> !found.containsKey(key)).distinct().toList();
    if (unread.isEmpty()) {
      return found;
    }
    sql.query(
            """
            select c.* from (select unnest(?::text[]) as community, unnest(?::text[]) as name, unnest(?::int[]) as version) as g
            join calendar c using (community, name, version)
            """,
            Version::from,
            SqlArray.texts(unread, Key::community),
            SqlArray.texts(unread, Key::name),
            SqlArray.ints(unread.stream().map(Key::version).toList()))
        .forEach(version -> {
          CalendarVersion working = version.working();
          kept.put(version.key(), working);
          found.put(version.key(), working);
        });
    return found;
  }
}
