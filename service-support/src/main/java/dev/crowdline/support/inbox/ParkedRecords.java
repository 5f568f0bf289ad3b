package dev.crowdline.support.inbox;

import com.fasterxml.jackson.core.type.TypeReference;
import dev.crowdline.support.database.Database;
import dev.crowdline.support.database.Json;
import dev.crowdline.support.database.Row;
import dev.crowdline.support.database.SqlArray;
import dev.crowdline.support.database.Tx;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * Records that could not be applied, with every later record of their key, so that the rest flows
 * on and a key's order is kept. An administrator replays a key once its cause is mended.
 */
@ApplicationScoped
public class ParkedRecords {
  private final Database database;
  private final InstantSource clock;

  ParkedRecords(Database database, InstantSource clock) {
    this.database = database;
    this.clock = clock;
  }

  /** A parked record as shown. */
  public record Parked(
      long id,
      String key,
      String topic,
      int partition,
      long offset,
      @Nullable String type,
      String reason,
      Instant parkedAt) {}

  /** The oldest 200 parked records of this service. */
  public List<Parked> list() {
    return database.read(sql ->
        sql.query(
            "select *, headers ->> 'ce_type' as type from parked_record order by id limit 200",
            row ->
                new Parked(
                    row.bigint("id"),
                    row.text("key"),
                    row.text("topic"),
                    row.integer("partition"),
                    row.bigint("record_offset"),
                    row.textOrNull("type"),
                    row.text("reason"),
                    row.instant("parked_at"))));
  }

  /** How many there are; anything above zero wants a person. */
  public long count() {
    Long count =
        database.read(
            sql -> sql.one("select count(*) as n from parked_record", r -> r.bigint("n")));
    return count == null ? 0 : count;
  }

  /**
   * Which keys have records parked. They stay parked until the transaction ends: a replay that
   * ended in between would leave behind it what is parked because of them.
   */
  Set<String> keysParked(Tx tx, String consumer, Collection<String> keys) {
    return tx
        .query(
            """
            select key from parked_record where consumer = ? and key = any(?) order by id for share
            """,
            row -> row.text("key"),
            consumer,
            SqlArray.texts(Set.copyOf(keys)))
        .stream()
        .collect(Collectors.toSet());
  }

  void park(Tx tx, String consumer, Arrived arrived, String reason) {
    tx.update(
        """
        insert into parked_record (consumer, key, topic, partition, record_offset, headers, value, reason, parked_at)
        values (?, ?, ?, ?, ?, ?, ?, ?, ?) on conflict do nothing
        """,
        consumer,
        arrived.key(),
        arrived.topic(),
        arrived.partition(),
        arrived.offset(),
        new Json(arrived.headers()),
        arrived.value(),
        reason,
        clock.instant());
  }

  /** The first parked record of a key, locked; null when none is left. */
  @Nullable Held first(Tx tx, String consumer, String key) {
    return tx.one(
        "select * from parked_record where consumer = ? and key = ? order by id limit 1 for update",
        row -> new Held(row.bigint("id"), arrived(row)),
        consumer,
        key);
  }

  /** Says what is wrong with a record now. */
  void explain(Tx tx, Held held, String reason) {
    tx.update("update parked_record set reason = ? where id = ?", reason, held.id());
  }

  void forget(Tx tx, Held held) {
    tx.update("delete from parked_record where id = ?", held.id());
  }

  private static Arrived arrived(Row row) {
    return new Arrived(
        row.text("key"),
        row.text("topic"),
        row.integer("partition"),
        row.bigint("record_offset"),
        row.json("headers", new TypeReference<Map<String, String>>() {}),
        row.bytesOrNull("value"));
  }

  record Held(long id, Arrived arrived) {}
}
