package dev.crowdline.support.inbox;

import dev.crowdline.support.database.SqlArray;
import dev.crowdline.support.database.Tx;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * What this consumer has already heard of each subject from each source, within one transaction.
 */
final class Receipts {
  private final String consumer;
  private final Map<Heard, Long> before = new HashMap<>();
  private final Map<Heard, Long> after = new HashMap<>();

  private Receipts(String consumer) {
    this.consumer = consumer;
  }

  /** How a version relates to what was heard before. */
  enum Verdict {
    REPEAT,
    NEXT,
    GAP
  }

  private record Heard(String subject, String source) {}

  static Receipts of(Tx tx, String consumer, Collection<Arrived> arrived) {
    Receipts receipts = new Receipts(consumer);
    tx.query(
            """
            select subject, source, version from receipt
            where consumer = ? and subject = any(?)
            """,
            row ->
                Map.entry(
                    new Heard(row.text("subject"), row.text("source")), row.bigint("version")),
            consumer,
            SqlArray.texts(arrived.stream().map(Arrived::key).distinct().toList()))
        .forEach(heard -> receipts.before.put(heard.getKey(), heard.getValue()));
    return receipts;
  }

  /**
   * Judges the next record of its subject and source, and takes it as heard unless it is a repeat.
   */
  Verdict hear(Arrived arrived) {
    Heard heard = new Heard(arrived.key(), arrived.source());
    Long last = after.getOrDefault(heard, before.get(heard));
    long version = arrived.aggregateVersion();
    if (last != null && version <= last) {
      return Verdict.REPEAT;
    }
    after.put(heard, version);
    // First sight takes what it meets: the facts before it may be older than the retention.
    return last == null || version == last + 1 ? Verdict.NEXT : Verdict.GAP;
  }

  /**
   * Stores them, each only in place of what was read; fails when another replica was faster, which
   * a rebalance can bring about.
   */
  void store(Tx tx) {
    if (after.isEmpty()) {
      return;
    }
    List<Map.Entry<Heard, Long>> entries = List.copyOf(after.entrySet());
    Long stored =
        tx.one(
            """
            with given as (
              select * from (select unnest(?::text[]) as subject, unnest(?::text[]) as source, unnest(?::bigint[]) as version, unnest(?::bigint[]) as before) as g
            ), advanced as (
              update receipt r set version = g.version, seen_at = now() from given g
              where r.subject = g.subject and r.source = g.source and r.consumer = ? and r.version = g.before
              returning 1
            ), first_seen as (
              insert into receipt (consumer, subject, source, version)
              select ?, g.subject, g.source, g.version from given g where g.before is null
              order by g.subject, g.source
              on conflict do nothing returning 1
            )
            select (select count(*) from advanced) + (select count(*) from first_seen) as stored
            """,
            row -> row.bigint("stored"),
            SqlArray.texts(entries, e -> e.getKey().subject()),
            SqlArray.texts(entries, e -> e.getKey().source()),
            SqlArray.longs(entries, Map.Entry::getValue),
            SqlArray.longs(entries, e -> before.get(e.getKey())),
            consumer,
            consumer);
    if (stored == null || stored != entries.size()) {
      throw new OvertakenException(
          "another replica applied some of these facts first: "
              + stored
              + " of "
              + entries.size()
              + " receipts advanced");
    }
  }

  /** Another replica was faster; read again and go on. */
  static final class OvertakenException extends RuntimeException {
    OvertakenException(String message) {
      super(message);
    }
  }
}
