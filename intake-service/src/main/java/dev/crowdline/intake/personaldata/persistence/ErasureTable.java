package dev.crowdline.intake.personaldata.persistence;

import dev.crowdline.intake.personaldata.domain.Erasure;
import dev.crowdline.intake.personaldata.domain.Erasure.Cleared;
import dev.crowdline.support.database.Columns;
import dev.crowdline.support.database.Row;
import dev.crowdline.support.database.Sql;
import dev.crowdline.support.database.SqlArray;
import dev.crowdline.support.database.Tx;
import dev.crowdline.support.web.Cursor;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.UUID;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** Erasures, and what the other services say of them. */
@ApplicationScoped
public class ErasureTable {
  /** Who removes what is older than it is kept. */
  private static final String CLOCK = "retention";

  private static final Columns<Told> TOLD =
      Columns.<Told>of()
          .text("community", Told::community)
          .uuid("erasure_id", Told::erasureId)
          .text("service", t -> t.cleared().service())
          .bigint("requests", t -> t.cleared().requests())
          .bigint("texts", t -> t.cleared().texts())
          .instant("last_at", t -> t.cleared().at());

  private static final String HEAR =
      """
      insert into erasure_heard as h (%s) select * from %s
      order by community, erasure_id, service
      on conflict (erasure_id, service, community) do update set
        requests = h.requests + excluded.requests, texts = h.texts + excluded.texts,
        last_at = greatest(h.last_at, excluded.last_at)
      """
          .formatted(TOLD.names(), TOLD.given());

  /** What a service says that it has cleared, and of which erasure. */
  public record Told(String community, UUID erasureId, Cleared cleared) {}

  /** Adds an erasure of a customer, due now; the one that there is stays. */
  public UUID add(Tx tx, String community, UUID id, UUID customerId, String askedBy, Instant now) {
    return only(
        tx.one(
            """
            insert into erasure as e (community, id, why, customer_id, asked_by, asked_at, due_at)
            values (?, ?, 'CUSTOMER', ?, ?, ?, ?)
            on conflict (customer_id, community) where customer_id is not null
            do update set community = e.community
            returning id
            """,
            row -> row.uuid("id"),
            community,
            id,
            customerId,
            askedBy,
            now,
            now));
  }

  /** That of a day, locked; cleared as far as it goes. */
  public UUID ofDay(Tx tx, String community, UUID id, Instant now) {
    return only(
        tx.one(
            """
            insert into erasure as e (community, id, why, day, asked_by, asked_at, cleared_at)
            values (?, ?, 'RETENTION', ?::date, ?, ?, ?)
            on conflict (community, day) where day is not null
            do update set cleared_at = excluded.cleared_at
            returning id
            """,
            row -> row.uuid("id"),
            community,
            id,
            LocalDate.ofInstant(now, ZoneOffset.UTC).toString(),
            CLOCK,
            now,
            now));
  }

  /** Locks one that is due and that nobody else has locked, or null. */
  public @Nullable Erasure lockDue(Tx tx, Instant now) {
    return tx.one(
        """
        select * from erasure where due_at <= ? order by due_at limit 1 for update skip locked
        """,
        row -> erasure(row),
        now);
  }

  /** Adds to what intake has cleared, and looks at it again after all others that are due. */
  public void count(
      Tx tx, String community, UUID id, int requests, long texts, @Nullable Instant dueAt) {
    tx.update(
        """
        update erasure set requests = requests + ?, texts = texts + ?, due_at = ?
        where community = ? and id = ?
        """,
        requests,
        texts,
        dueAt,
        community,
        id);
  }

  /** Nothing is left to clear here. */
  public void finish(Tx tx, Erasure erasure, Instant now) {
    tx.update(
        "update erasure set cleared_at = ?, due_at = null where community = ? and id = ?",
        now,
        erasure.community(),
        erasure.id());
  }

  /** Adds what others say, each pair of erasure and service once. */
  public void hear(Tx tx, Collection<Told> told) {
    tx.update(HEAR, TOLD.arrays(List.copyOf(told)));
  }

  /** An erasure, or null. */
  public @Nullable Erasure find(Sql sql, String community, UUID id) {
    return withHeard(
            sql,
            community,
            sql.query(
                "select * from erasure where community = ? and id = ?",
                row -> erasure(row),
                community,
                id))
        .stream()
        .findFirst()
        .orElse(null);
  }

  /** Those after the cursor, the latest first; index erasure_newest gives the order. */
  public List<Erasure> list(Sql sql, String community, @Nullable Cursor after, int limit) {
    List<@Nullable Object> parameters = new ArrayList<>(List.of(community));
    if (after != null) {
      parameters.addAll(List.of(after.at(), after.id()));
    }
    parameters.add(limit);
    return withHeard(
        sql,
        community,
        sql.query(
            "select * from erasure where community = ?"
                + (after == null ? "" : " and (asked_at, id) < (?, ?)")
                + " order by asked_at desc, id desc limit ?",
            row -> erasure(row),
            parameters.toArray()));
  }

  private static List<Erasure> withHeard(Sql sql, String community, List<Erasure> erasures) {
    Map<UUID, List<Cleared>> heard =
        sql
            .query(
                """
                select * from erasure_heard where community = ? and erasure_id = any(?)
                order by service
                """,
                row ->
                    Map.entry(
                        row.uuid("erasure_id"),
                        new Cleared(
                            row.text("service"),
                            row.bigint("requests"),
                            row.bigint("texts"),
                            row.instant("last_at"))),
                community,
                SqlArray.uuids(erasures.stream().map(Erasure::id).toList()))
            .stream()
            .collect(
                Collectors.groupingBy(
                    Map.Entry::getKey,
                    Collectors.mapping(Map.Entry::getValue, Collectors.toList())));
    return erasures.stream()
        .map(e ->
            new Erasure(
                e.id(),
                e.community(),
                e.why(),
                e.customerId(),
                e.askedBy(),
                e.askedAt(),
                e.requests(),
                e.texts(),
                e.clearedAt(),
                heard.getOrDefault(e.id(), List.of())))
        .toList();
  }

  private static UUID only(@Nullable UUID id) {
    return Objects.requireNonNull(id, "an upsert returns its row");
  }

  private static Erasure erasure(Row row) {
    return new Erasure(
        row.uuid("id"),
        row.text("community"),
        row.constant("why", Erasure.Why.class),
        row.uuidOrNull("customer_id"),
        row.text("asked_by"),
        row.instant("asked_at"),
        row.bigint("requests"),
        row.bigint("texts"),
        row.instantOrNull("cleared_at"),
        List.of());
  }
}
