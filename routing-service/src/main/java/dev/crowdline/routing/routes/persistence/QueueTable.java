package dev.crowdline.routing.routes.persistence;

import com.fasterxml.jackson.core.type.TypeReference;
import dev.crowdline.contracts.Need;
import dev.crowdline.contracts.Tier;
import dev.crowdline.routing.routes.domain.QueueKey;
import dev.crowdline.support.database.Database;
import dev.crowdline.support.database.Json;
import dev.crowdline.support.database.Row;
import dev.crowdline.support.database.Sql;
import dev.crowdline.support.database.SqlArray;
import dev.crowdline.support.database.Tx;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.ConcurrentHashMap;

/** The queues. There are as many as there are combinations of needs, some hundreds a community. */
@ApplicationScoped
public class QueueTable {
  private static final TypeReference<List<Need>> NEEDS = new TypeReference<>() {};
  private final Database database;
  private final Map<QueueKey, Long> ids = new ConcurrentHashMap<>();
  private final Map<Long, QueueKey> keys = new ConcurrentHashMap<>();

  QueueTable(Database database) {
    this.database = database;
  }

  /** The ids of queues, made where they are missing. */
  public Map<QueueKey, Long> ids(Tx tx, Collection<QueueKey> wanted) {
    Map<QueueKey, Long> found = new HashMap<>();
    for (QueueKey key : wanted) {
      Long known = ids.get(key);
      found.put(key, known != null ? known : make(tx, key));
    }
    return found;
  }

  private long make(Tx tx, QueueKey key) {
    Long id =
        tx.one(
            """
            insert into route_queue (community, needs, tiers, minimum_tier, language) values (?, ?, ?, ?, ?)
            on conflict on constraint route_queue_once do update set language = excluded.language
            returning id
            """,
            row -> row.bigint("id"),
            key.community(),
            new Json(key.needs()),
            key.tiers(),
            key.minimumTier(),
            key.language());
    long made = Objects.requireNonNull(id);
    tx.afterCommit(() -> remember(made, key));
    return made;
  }

  /** What the routes of a queue need. */
  public Map<Long, QueueKey> keys(Collection<Long> wanted) {
    List<Long> unknown = wanted.stream().filter(id -> !keys.containsKey(id)).toList();
    if (!unknown.isEmpty()) {
      database.read(sql ->
          sql.query(
              "select * from route_queue where id = any(?)",
              row -> {
                remember(row.bigint("id"), key(row));
                return row;
              },
              SqlArray.longs(unknown)));
    }
    Map<Long, QueueKey> found = new HashMap<>();
    for (Long id : wanted) {
      QueueKey key = keys.get(id);
      if (key != null) {
        found.put(id, key);
      }
    }
    return found;
  }

  /**
   * The queues in which something waits. A loose index scan: its cost is the number of such queues,
   * however many routes wait in them.
   */
  public List<Long> waiting(Sql sql) {
    return sql.query(
        """
        with recursive queue as (
          (select queue_id from route where waiting order by queue_id limit 1)
          union all
          select (select r.queue_id from route r where r.waiting and r.queue_id > queue.queue_id order by r.queue_id limit 1)
          from queue where queue.queue_id is not null
        )
        select queue_id from queue where queue_id is not null
        """,
        row -> row.bigint("queue_id"));
  }

  private void remember(long id, QueueKey key) {
    ids.put(key, id);
    keys.put(id, key);
  }

  private static QueueKey key(Row row) {
    return new QueueKey(
        row.text("community"),
        row.json("needs", NEEDS),
        row.integer("tiers"),
        row.constant("minimum_tier", Tier.class),
        row.text("language"));
  }
}
