package dev.crowdline.routing.contractors.persistence;

import dev.crowdline.routing.contractors.domain.ContractorDay;
import dev.crowdline.support.database.Row;
import dev.crowdline.support.database.Sql;
import dev.crowdline.support.database.SqlArray;
import dev.crowdline.support.database.Tx;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Instant;
import java.time.LocalDate;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * The tables {@code contractor_day} and {@code contractor_piece}. Whoever locks a day holds its
 * routes and members already.
 */
@ApplicationScoped
public class ContractorDayTable {

  /** What was promised on a day so far. */
  public record Promised(String community, LocalDate date, long cents, @Nullable Instant usedUpAt) {
    private static Promised from(Row row) {
      return new Promised(
          row.text("community"),
          LocalDate.parse(row.text("day")),
          row.bigint("promised_cents"),
          row.instantOrNull("used_up_at"));
    }
  }

  /** A piece of a community. */
  public record Piece(String community, UUID assignmentId) {}

  /**
   * Promises the price of a piece, if it fits; null when it does not. One guarded statement: who
   * comes second waits for the row and finds what the first has promised. Plan: Insert, conflict
   * arbiter contractor_day_pk.
   */
  public @Nullable Promised promise(
      Tx tx, String community, UUID assignmentId, ContractorDay day, Instant now) {
    long cents = day.piece().cents();
    long most = day.mostCents() == null ? Long.MAX_VALUE / 2 : day.mostCents();
    return tx.one(
        """
        with promised as (
          insert into contractor_day as d (community, day, promised_cents, used_up_at)
          select ?, ?::date, ?, case when 2 * ?::bigint > ? then ?::timestamptz end
          where ?::bigint <= ?
          on conflict (community, day) do update set
            promised_cents = d.promised_cents + excluded.promised_cents,
            used_up_at = coalesce(d.used_up_at,
              case when d.promised_cents + 2 * excluded.promised_cents > ? then ?::timestamptz end)
          where d.promised_cents + excluded.promised_cents <= ?
          returning community, day, promised_cents, used_up_at
        ), piece as (
          insert into contractor_piece (community, assignment_id, day, cents)
          select community, ?, day, ? from promised
        )
        select community, day::text as day, promised_cents, used_up_at from promised
        """,
        Promised::from,
        community,
        day.date().toString(),
        cents,
        cents,
        most,
        now,
        cents,
        most,
        most,
        now,
        most,
        assignmentId,
        day.piece().cents());
  }

  /** Pieces that will not be paid count no more; the days are locked in the order of their keys. */
  public void giveBack(Tx tx, Collection<Piece> pieces) {
    if (pieces.isEmpty()) {
      return;
    }
    tx.update(
        """
        with gone as (
          delete from contractor_piece p
          using (select unnest(?::text[]) as community, unnest(?::uuid[]) as assignment_id) as g
          where p.community = g.community and p.assignment_id = g.assignment_id
          returning p.community, p.day, p.cents
        ), locked as (
          select d.community, d.day, s.cents
          from (select community, day, sum(cents) as cents from gone group by community, day) s
          join contractor_day d using (community, day)
          order by d.community, d.day for update of d
        )
        update contractor_day d set promised_cents = d.promised_cents - locked.cents
        from locked where d.community = locked.community and d.day = locked.day
        """,
        SqlArray.texts(pieces, Piece::community),
        SqlArray.uuids(pieces, Piece::assignmentId));
  }

  /** What was promised on days of communities, each at most one; without a row it is nothing. */
  public Map<String, Promised> of(Sql sql, Map<String, LocalDate> days) {
    Map<String, Promised> found = new HashMap<>();
    if (days.isEmpty()) {
      return found;
    }
    List<Map.Entry<String, LocalDate>> wanted = List.copyOf(days.entrySet());
    sql.query(
            """
            select d.community, d.day::text as day, d.promised_cents, d.used_up_at
            from (select unnest(?::text[]) as community, unnest(?::text[]) as day) as g
            join contractor_day d on d.community = g.community and d.day = g.day::date
            """,
            Promised::from,
            SqlArray.texts(wanted, Map.Entry::getKey),
            SqlArray.texts(wanted, each -> each.getValue().toString()))
        .forEach(each -> found.put(each.community(), each));
    return found;
  }

  /** Communities that have promised something on that day or later. */
  public List<String> since(Sql sql, LocalDate day) {
    return sql.query(
        "select distinct community from contractor_day where day >= ?::date and promised_cents > 0",
        row -> row.text("community"),
        day.toString());
  }
}
