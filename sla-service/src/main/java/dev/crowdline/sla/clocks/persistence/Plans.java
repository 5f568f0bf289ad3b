package dev.crowdline.sla.clocks.persistence;

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
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.ConcurrentHashMap;

/**
 * The plans that requests were submitted under, each stored once under the fingerprint of its
 * content: a value, although a million requests share a handful. Nothing ever changes one.
 */
@ApplicationScoped
class Plans {
  /** A few per community and change of policy; beyond that many, the cache begins anew. */
  private static final int MOST_KEPT = 10_000;

  private final Map<Key, Plan> kept = new ConcurrentHashMap<>();
  private final Map<Plan, String> fingerprints = new ConcurrentHashMap<>();

  /** Where a plan is found. */
  record Key(String community, String fingerprint) {}

  private record Found(Key key, Plan plan) {}

  private record Named(Key key, Plan plan) {}

  /** The key of a plan. */
  Key key(String community, Plan plan) {
    return new Key(community, fingerprints.computeIfAbsent(plan, Plans::fingerprint));
  }

  /** The plan of a key; it must have been read before. */
  Plan plan(Key key) {
    return Objects.requireNonNull(kept.get(key), () -> "no plan " + key);
  }

  /** Makes sure that these can be asked for. */
  void read(Sql sql, Collection<Key> keys) {
    List<Key> unread = keys.stream().filter(key -> !kept.containsKey(key)).distinct().toList();
    if (unread.isEmpty()) {
      return;
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
        .forEach(found -> keep(found.key(), found.plan()));
  }

  /** Stores those that may not be stored yet. */
  void store(Tx tx, Map<Key, Plan> plans) {
    List<Named> unknown =
        plans.entrySet().stream()
            .filter(entry -> !kept.containsKey(entry.getKey()))
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
    tx.afterCommit(() -> unknown.forEach(named -> keep(named.key(), named.plan())));
  }

  private void keep(Key key, Plan plan) {
    if (kept.size() >= MOST_KEPT) {
      kept.clear();
      fingerprints.clear();
    }
    kept.put(key, plan);
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
