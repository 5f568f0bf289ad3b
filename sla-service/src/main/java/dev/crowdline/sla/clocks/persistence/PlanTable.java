package dev.crowdline.sla.clocks.persistence;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
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

/**
 * The plans that requests were submitted under, each stored once under the fingerprint of its
 * content: a value, although a million requests share a handful. Nothing ever changes one.
 */
@ApplicationScoped
class PlanTable {
  /** A few per community and change of policy. */
  private static final int MOST_KEPT = 10_000;

  private final Cache<Key, Plan> kept = Caffeine.newBuilder().maximumSize(MOST_KEPT).build();
  private final Cache<Plan, String> fingerprints =
      Caffeine.newBuilder().maximumSize(MOST_KEPT).build();

  /** Where a plan is found. */
  record Key(String community, String fingerprint) {}

  private record Found(Key key, Plan plan) {}

  private record Named(Key key, Plan plan) {}

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
    sql.query(
            """
            select p.* from unnest(?::text[], ?::text[]) as g(community, fingerprint)
            join plan p using (community, fingerprint)
            """,
            row ->
                new Found(
                    new Key(row.text("community"), row.text("fingerprint")),
                    row.json("content", Plan.class)),
            SqlArray.texts(unread, Key::community),
            SqlArray.texts(unread, Key::fingerprint))
        .forEach(found -> {
          kept.put(found.key(), found.plan());
          plans.put(found.key(), found.plan());
        });
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
        select * from unnest(?::text[], ?::text[], ?::jsonb[]) as g(community, fingerprint, content)
        order by community, fingerprint
        on conflict do nothing
        """,
        SqlArray.texts(unknown, named -> named.key().community()),
        SqlArray.texts(unknown, named -> named.key().fingerprint()),
        SqlArray.jsons(unknown, Named::plan));
    // Only what is committed is known: a rollback takes the row away again.
    tx.afterCommit(() -> unknown.forEach(named -> kept.put(named.key(), named.plan())));
  }

  private static String fingerprint(Plan plan) {
    try {
      byte[] hash =
          MessageDigest.getInstance("SHA-256")
              .digest(Json.text(plan).getBytes(StandardCharsets.UTF_8));
      return HexFormat.of().formatHex(hash, 0, 16);
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException(e);
    }
  }
}
