package dev.crowdline.sla.clocks.persistence;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import dev.crowdline.sla.calendars.domain.CalendarVersion;
import dev.crowdline.sla.calendars.persistence.CalendarTable;
import dev.crowdline.sla.clocks.domain.Plan;
import dev.crowdline.support.database.Json;
import dev.crowdline.support.database.Sql;
import dev.crowdline.support.database.SqlArray;
import dev.crowdline.support.database.Tx;
import jakarta.enterprise.context.ApplicationScoped;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Collection;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * The plans that requests were submitted under, each stored once under the fingerprint of its
 * content: a value, although a million requests share a handful. Nothing ever changes one.
 */
@ApplicationScoped
class PlanTable {
  /** A few per community and change of policy; one with many dates counts for many. */
  private static final int MOST_KEPT = 10_000;

  private final Cache<Key, Plan> kept =
      Caffeine.newBuilder()
          .maximumWeight(MOST_KEPT)
          .weigher((Key key, Plan plan) -> weight(plan))
          .build();
  private final Cache<Plan, String> fingerprints =
      Caffeine.newBuilder()
          .maximumWeight(MOST_KEPT)
          .weigher((Plan plan, String fingerprint) -> weight(plan))
          .build();

  /** Plans share their calendars with each other, but not for ever. */
  private static int weight(Plan plan) {
    CalendarVersion calendar = plan.calendar();
    return calendar == null ? 1 : 4 + calendar.time().dates() / 50;
  }

  /** Where a plan is found. */
  record Key(String community, String fingerprint) {}

  private record Found(Key key, StoredPlan plan) {
    CalendarTable.@Nullable Key calendar() {
      return plan.calendarOf(key.community());
    }
  }

  private record Named(Key key, Plan plan) {}

  private final CalendarTable calendars;

  PlanTable(CalendarTable calendars) {
    this.calendars = calendars;
  }

  /** The key of a plan. */
  Key key(String community, Plan plan) {
    return new Key(community, fingerprints.get(plan, PlanTable::fingerprint));
  }

  /** The plans of some keys, by key. */
  Map<Key, Plan> read(Sql sql, Collection<Key> keys) {
    Map<Key, Plan> plans = new HashMap<>(kept.getAllPresent(keys));
    List<Key> unread = keys.stream().filter(key -> !plans.containsKey(key)).distinct().toList();
    if (unread.isEmpty()) {
      return plans;
    }
    List<Found> found =
        sql.query(
            """
            select p.* from (select unnest(?::text[]) as community, unnest(?::text[]) as fingerprint) as g
            join plan p using (community, fingerprint)
            """,
            row ->
                new Found(
                    new Key(row.text("community"), row.text("fingerprint")),
                    row.json("content", StoredPlan.class)),
            SqlArray.texts(unread, Key::community),
            SqlArray.texts(unread, Key::fingerprint));
    Map<CalendarTable.Key, CalendarVersion> theirs =
        calendars.read(sql, found.stream().map(Found::calendar).filter(Objects::nonNull).toList());
    for (Found each : found) {
      CalendarTable.Key key = each.calendar();
      Plan plan =
          each.plan()
              .plan(
                  key == null
                      ? null
                      : Objects.requireNonNull(theirs.get(key), () -> "no calendar " + key));
      kept.put(each.key(), plan);
      plans.put(each.key(), plan);
    }
    return plans;
  }

  /** Stores those that may not be stored yet. */
  void store(Tx tx, Map<Key, Plan> plans) {
    List<Named> unknown =
        plans.entrySet().stream()
            .filter(entry -> kept.getIfPresent(entry.getKey()) == null)
            .map(entry -> new Named(entry.getKey(), entry.getValue()))
            .toList();
    if (unknown.isEmpty()) {
      return;
    }
    tx.update(
        """
        insert into plan (community, fingerprint, content)
        select * from (select unnest(?::text[]) as community, unnest(?::text[]) as fingerprint, unnest(?::jsonb[]) as content) as g
        order by community, fingerprint
        on conflict do nothing
        """,
        SqlArray.texts(unknown, named -> named.key().community()),
        SqlArray.texts(unknown, named -> named.key().fingerprint()),
        SqlArray.jsons(unknown, named -> StoredPlan.of(named.plan())));
    // Only what is committed is known: a rollback takes the row away again.
    tx.afterCommit(() -> unknown.forEach(named -> kept.put(named.key(), named.plan())));
  }

  private static String fingerprint(Plan plan) {
    try {
      byte[] hash =
          MessageDigest.getInstance("SHA-256")
              .digest(Json.text(StoredPlan.of(plan)).getBytes(StandardCharsets.UTF_8));
      return HexFormat.of().formatHex(hash, 0, 16);
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException(e);
    }
  }
}
