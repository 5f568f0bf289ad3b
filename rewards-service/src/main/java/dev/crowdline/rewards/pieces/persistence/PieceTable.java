package dev.crowdline.rewards.pieces.persistence;

import dev.crowdline.rewards.ledger.persistence.RequestPayTable.RequestKey;
import dev.crowdline.rewards.pieces.domain.Entry;
import dev.crowdline.rewards.pieces.domain.Known;
import dev.crowdline.rewards.pieces.domain.MonthTotal;
import dev.crowdline.rewards.pieces.domain.Piece;
import dev.crowdline.rewards.pieces.domain.Waiting;
import dev.crowdline.support.database.Columns;
import dev.crowdline.support.database.Row;
import dev.crowdline.support.database.Sql;
import dev.crowdline.support.database.SqlArray;
import dev.crowdline.support.database.Tx;
import dev.crowdline.support.web.Cursor;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.YearMonth;
import java.util.Collection;
import java.util.List;
import java.util.UUID;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** The tables {@code piece} and {@code piece_entry}. */
@ApplicationScoped
public class PieceTable {
  private static final Columns<Piece> PIECE =
      Columns.<Piece>of()
          .uuid("assignment_id", Piece::assignmentId)
          .text("community", Piece::community)
          .uuid("request_id", Piece::requestId)
          .uuid("member_id", Piece::memberId)
          .integer("round", Piece::round)
          .integer("cents", Piece::cents)
          .text("currency", Piece::currency)
          .instant("completed_at", Piece::completedAt);

  private static final Columns<Entry> ENTRY =
      Columns.<Entry>of()
          .uuid("id", Entry::id)
          .text("community", e -> e.piece().community())
          .uuid("assignment_id", e -> e.piece().assignmentId())
          .uuid("member_id", e -> e.piece().memberId())
          .constant("kind", Entry::kind)
          .integer("cents", Entry::cents)
          .text("currency", e -> e.piece().currency())
          .instant("at", Entry::at);

  private static final String ADD =
      "insert into piece (%s) select %s from %s on conflict do nothing"
          .formatted(PIECE.names(), PIECE.names("g."), PIECE.given());
  private static final String RECORD =
      "insert into piece_entry (%s) select %s from %s"
          .formatted(ENTRY.names(), ENTRY.names("g."), ENTRY.given());

  private static final String OF_MONTH =
      "e.community = ? and e.member_id = ? and e.at >= (?::date)::timestamp at time zone 'UTC'"
          + " and e.at < (?::date + interval '1 month') at time zone 'UTC'";

  /** Keeps pieces; one that is known stays as it is. */
  public void add(Tx tx, List<Piece> pieces) {
    if (!pieces.isEmpty()) {
      tx.update(ADD, PIECE.arrays(pieces));
    }
  }

  /** Writes lines of statements; none is written twice. */
  public void record(Tx tx, List<Entry> entries) {
    if (!entries.isEmpty()) {
      tx.update(RECORD, ENTRY.arrays(entries));
    }
  }

  /** The pieces of requests with what was stated of them. Plan: piece_by_request. */
  public List<Known> ofRequests(Tx tx, Collection<RequestKey> keys) {
    return tx.query(
        """
        select p.*, coalesce((select array_agg(e.kind) from piece_entry e where e.assignment_id = p.assignment_id), '{}') as stated
        from (select unnest(?::text[]) as community, unnest(?::uuid[]) as id) as r
        join piece p on p.community = r.community and p.request_id = r.id
        order by p.completed_at, p.assignment_id
        """,
        row ->
            new Known(
                piece(row),
                row.texts("stated").stream().map(Entry.Kind::valueOf).collect(Collectors.toSet())),
        SqlArray.texts(keys, RequestKey::community),
        SqlArray.uuids(keys, RequestKey::requestId));
  }

  /** The lines of a member's month, in the order in which they were written. */
  public List<Entry> entries(
      Sql sql, String community, UUID memberId, YearMonth month, @Nullable Cursor after, int most) {
    return sql.query(
        "select e.id, e.kind, e.cents as sum, e.at, p.* from piece_entry e join piece p on p.assignment_id = e.assignment_id where "
            + OF_MONTH
            + " and (?::timestamptz is null or (e.at, e.id) > (?, ?::uuid)) order by e.at, e.id limit ?",
        PieceTable::entry,
        community,
        memberId,
        month.atDay(1).toString(),
        month.atDay(1).toString(),
        after == null ? null : after.at(),
        after == null ? null : after.at(),
        after == null ? null : after.id(),
        most);
  }

  /** What a member's months come to, the latest first; of the last five years. */
  public List<MonthTotal> months(Sql sql, String community, UUID memberId) {
    return sql.query(
        """
        select to_char(at at time zone 'UTC', 'YYYY-MM') as month, currency,
          sum(sign(cents))::integer as pieces, sum(cents)::bigint as cents
        from piece_entry where community = ? and member_id = ?
        group by 1, 2 order by 1 desc, 2 limit 60
        """,
        row ->
            new MonthTotal(
                YearMonth.parse(row.text("month")),
                row.text("currency"),
                row.integer("pieces"),
                row.bigint("cents")),
        community,
        memberId);
  }

  /** What of a member's pieces has no verdict yet. */
  public List<Waiting> waiting(Sql sql, String community, UUID memberId) {
    return sql.query(
        """
        select currency, count(*)::integer as pieces, sum(cents)::bigint as cents from piece p
        where community = ? and member_id = ?
          and not exists (select from piece_entry e where e.assignment_id = p.assignment_id)
        group by currency order by currency
        """,
        row -> new Waiting(row.text("currency"), row.integer("pieces"), row.bigint("cents")),
        community,
        memberId);
  }

  private static Entry entry(Row row) {
    return new Entry(
        row.uuid("id"),
        piece(row),
        row.constant("kind", Entry.Kind.class),
        row.integer("sum"),
        row.instant("at"));
  }

  private static Piece piece(Row row) {
    return new Piece(
        row.text("community"),
        row.uuid("request_id"),
        row.uuid("assignment_id"),
        row.uuid("member_id"),
        row.integer("round"),
        row.integer("cents"),
        row.text("currency"),
        row.instant("completed_at"));
  }
}
