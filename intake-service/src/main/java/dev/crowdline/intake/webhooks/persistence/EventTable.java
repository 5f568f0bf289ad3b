package dev.crowdline.intake.webhooks.persistence;

import dev.crowdline.intake.webhooks.domain.Event;
import dev.crowdline.support.database.Columns;
import dev.crowdline.support.database.Row;
import dev.crowdline.support.database.Sql;
import dev.crowdline.support.database.SqlArray;
import dev.crowdline.support.database.Tx;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** Events, numbered without a gap that a reader could overlook. */
@ApplicationScoped
public class EventTable {
  private static final Columns<Event> EVENT =
      Columns.<Event>of()
          .text("community", Event::community)
          .bigint("position", Event::position)
          .uuid("id", Event::id)
          .text("type", Event::type)
          .text("source", Event::source)
          .uuid("subject", Event::subject)
          .instant("happened_at", Event::happenedAt)
          .text("data", Event::data);

  private static final Columns<Event> WHICH =
      Columns.<Event>of()
          .text("community", Event::community)
          .uuid("id", Event::id)
          .uuid("subject", Event::subject);

  private static final Columns<Map.Entry<String, Long>> LAST =
      Columns.<Map.Entry<String, Long>>of()
          .text("community", Map.Entry::getKey)
          .bigint("last", Map.Entry::getValue);

  private static final Columns<Event> SUBJECT =
      Columns.<Event>of()
          .text("community", Event::community)
          .bigint("position", Event::position)
          .uuid("subject", Event::subject);

  private static final String ADD =
      "insert into event (kept_at, %s) select ?, g.* from %s"
          .formatted(EVENT.names(), EVENT.given());

  private static final String NUMBER =
      "update event_feed f set last = g.last from %s where f.community = g.community"
          .formatted(LAST.given());

  private static final String ERASE =
      """
      delete from event e using %s
      where e.community = g.community and e.subject = g.subject and e.position < g.position
      """
          .formatted(SUBJECT.given());

  private static final String SKIPPED =
      """
      select g.id from %s where exists (select from event e where e.community = g.community
        and (e.id = g.id or e.subject = g.subject and e.type = ?))
      """
          .formatted(WHICH.given());

  /** The first and the last position that is kept; {@code last} counts what is gone as well. */
  public record Reach(long first, long last) {}

  /** A community's events are kept from now on. */
  public void begin(Tx tx, String community) {
    tx.update(
        "insert into event_feed (community, last) values (?, 0) on conflict do nothing", community);
  }

  /**
   * Stores what is not there yet, in the order that is given, behind all that is. Whoever does so
   * holds the feed until its commit: positions appear in their order.
   *
   * @param erased the type after which nothing of its subject is kept, and before which nothing
   *     stays
   * @return the communities of which something new was stored
   */
  public Set<String> add(Tx tx, List<Event> events, String erased, Instant now) {
    Set<String> communities = new LinkedHashSet<>();
    events.forEach(event -> communities.add(event.community()));
    Map<String, Long> last = lock(tx, communities);
    List<Event> fresh = fresh(tx, events, erased, last);
    if (fresh.isEmpty()) {
      return Set.of();
    }
    tx.update(ADD, now, EVENT.arrays(fresh));
    tx.update(NUMBER, LAST.arrays(last.entrySet()));
    List<Event> erasures = fresh.stream().filter(each -> each.type().equals(erased)).toList();
    if (!erasures.isEmpty()) {
      tx.update(ERASE, SUBJECT.arrays(erasures));
    }
    Set<String> touched = new LinkedHashSet<>();
    fresh.forEach(event -> touched.add(event.community()));
    return touched;
  }

  private static Map<String, Long> lock(Tx tx, Collection<String> communities) {
    Map<String, Long> last = new LinkedHashMap<>();
    tx.query(
            "select community, last from event_feed where community = any(?) order by community for update",
            row -> Map.entry(row.text("community"), row.bigint("last")),
            SqlArray.texts(communities))
        .forEach(each -> last.put(each.getKey(), each.getValue()));
    return last;
  }

  /** Those that are not stored and not of something erased, at their places. */
  private static List<Event> fresh(
      Tx tx, List<Event> events, String erased, Map<String, Long> last) {
    Set<UUID> skipped = new HashSet<>();
    tx.query(SKIPPED, row -> row.uuid("id"), WHICH.arrays(events), erased).forEach(skipped::add);
    List<Event> fresh = new ArrayList<>();
    Set<UUID> gone = new HashSet<>();
    for (Event event : events) {
      Long before = last.get(event.community());
      if (before != null && !gone.contains(event.subject()) && skipped.add(event.id())) {
        fresh.add(event.at(before + 1));
        last.put(event.community(), before + 1);
        if (event.type().equals(erased)) {
          gone.add(event.subject());
        }
      }
    }
    return fresh;
  }

  /** What there is of a community; null when nothing is kept of it. */
  public @Nullable Reach reach(Sql sql, String community) {
    return sql.one(
        """
        select f.last, coalesce((select min(e.position) from event e where e.community = f.community), f.last + 1) as first
        from event_feed f where f.community = ?
        """,
        row -> new Reach(row.bigint("first"), row.bigint("last")),
        community);
  }

  /**
   * The last position, and nothing more is numbered until this transaction ends.
   *
   * @return null when nothing is kept of it
   */
  public @Nullable Long hold(Tx tx, String community) {
    return tx.one(
        "select last from event_feed where community = ? for share",
        row -> row.bigint("last"),
        community);
  }

  /**
   * The next events after a position, up to another.
   *
   * @param types none stands for all
   */
  public List<Event> between(
      Sql sql, String community, long after, long until, List<String> types, int most) {
    return sql.query(
        """
        select * from event where community = ? and position > ? and position <= ?
          and (cardinality(?::text[]) = 0 or type = any(?))
        order by position limit ?
        """,
        row -> event(row),
        community,
        after,
        until,
        SqlArray.texts(types),
        SqlArray.texts(types),
        most);
  }

  /** The events at some positions, as far as they are kept. */
  public List<Event> at(Sql sql, String community, Collection<Long> positions) {
    return sql.query(
        "select * from event where community = ? and position = any(?) order by position",
        row -> event(row),
        community,
        SqlArray.longs(positions));
  }

  /** Forgets some of what was kept longer than that; returns how many. */
  public int forget(Tx tx, Instant before, int most) {
    return tx.update(
        """
        delete from event e using (select community, position from event where kept_at < ? order by kept_at limit ?) o
        where e.community = o.community and e.position = o.position
        """,
        before,
        most);
  }

  private static Event event(Row row) {
    return new Event(
        row.text("community"),
        row.bigint("position"),
        row.uuid("id"),
        row.text("type"),
        row.text("source"),
        row.uuid("subject"),
        row.instant("happened_at"),
        row.text("data"));
  }
}
