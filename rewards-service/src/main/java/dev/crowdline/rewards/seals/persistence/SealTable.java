package dev.crowdline.rewards.seals.persistence;

import dev.crowdline.rewards.ledger.persistence.TransferLine;
import dev.crowdline.rewards.seals.domain.Day;
import dev.crowdline.rewards.seals.domain.Difference;
import dev.crowdline.rewards.seals.domain.Seal;
import dev.crowdline.support.database.Row;
import dev.crowdline.support.database.Sql;
import dev.crowdline.support.database.Tx;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.HexFormat;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** Seals, and the transfers of the days that they are for. */
@ApplicationScoped
public class SealTable {
  /** Any number will do that no other lock of this database has. */
  private static final long SEALER = 0x0C20_3D11_0E03L;

  /**
   * How far the ledger has come.
   *
   * @param today when the database's day began
   */
  public record Progress(Instant today, Instant closedUntil, Instant sealedUntil) {}

  /** A day of a community that is closed and not sealed yet, the first of them. */
  public record Open(String community, LocalDate day) {}

  /** A transfer as it is sealed. */
  public record Line(long position, String text) {}

  /** The database's clock decides, which all replicas share. */
  public Progress progress(Sql sql) {
    return Objects.requireNonNull(
        sql.one(
            """
            select date_trunc('day', now() at time zone 'UTC') at time zone 'UTC' as today, d.*
            from ledger_day d
            """,
            row ->
                new Progress(
                    row.instant("today"),
                    row.instant("closed_until"),
                    row.instant("sealed_until"))));
  }

  /** Of every community the first day before that time that is not sealed, if any. */
  public List<Open> open(Sql sql, Instant until) {
    return sql.query(
        """
        select c.id as community, (o.booked_at at time zone 'UTC')::date::text as day
        from community c cross join lateral (
          select min(t.booked_at) as booked_at from transfer t
          where t.community = c.id and t.booked_at < ? and t.booked_at >= coalesce(
            (select (max(s.day) + 1)::timestamp at time zone 'UTC' from ledger_seal s where s.community = c.id),
            '-infinity')
        ) o
        where o.booked_at is not null order by c.id
        """,
        row -> new Open(row.text("community"), LocalDate.parse(row.text("day"))),
        until);
  }

  /** Says that all is sealed that was booked before that time. */
  public void sealedUntil(Tx tx, Instant until) {
    tx.update("update ledger_day set sealed_until = ? where sealed_until < ?", until, until);
  }

  /** One at a time seals. */
  public void lock(Tx tx) {
    tx.query("select pg_advisory_xact_lock(?)", row -> 1, SEALER);
  }

  /** The seal of a day; null when it has none. */
  public @Nullable Seal find(Sql sql, String community, LocalDate day) {
    return sql.one(
        "select s.*, s.day::text as on_day from ledger_seal s where community = ? and day = ?::date",
        SealTable::seal,
        community,
        day.toString());
  }

  /** The last seal before a day; null when there is none. */
  public @Nullable Seal before(Sql sql, String community, LocalDate day) {
    return sql.one(
        """
        select s.*, s.day::text as on_day from ledger_seal s where community = ? and day < ?::date
        order by day desc limit 1
        """,
        SealTable::seal,
        community,
        day.toString());
  }

  public void add(Tx tx, Seal seal, Instant now) {
    tx.update(
        """
        insert into ledger_seal (community, day, transfers, previous, hash, sealed_at)
        values (?, ?::date, ?, ?, ?, ?)
        """,
        seal.community(),
        seal.day().toString(),
        seal.transfers(),
        seal.previous() == null ? null : HexFormat.of().parseHex(seal.previous()),
        HexFormat.of().parseHex(seal.hash()),
        now);
  }

  /**
   * The transfers that were booked on a day, in order, after a position. Plan: transfer_by_booking,
   * sorted by position.
   */
  public List<Line> lines(Sql sql, String community, LocalDate day, long after, int most) {
    return sql.query(
        "select t.position, "
            + TransferLine.TEXT
            + """
             as text from transfer t
            where t.community = ? and t.booked_at >= ? and t.booked_at < ? and t.position > ?
            order by t.position limit ?
            """,
        row -> new Line(row.bigint("position"), row.text("text")),
        community,
        start(day),
        start(day.plusDays(1)),
        after,
        most);
  }

  /**
   * The days before that one on which something was booked, the latest first; what comes after the
   * last seal is counted.
   */
  public List<Day> days(Sql sql, String community, LocalDate before, int most) {
    return sql.query(
        """
        with open as (
          select (t.booked_at at time zone 'UTC')::date as day, count(*) as transfers
          from transfer t
          where t.community = ? and t.booked_at < ? and t.booked_at >= coalesce(
            (select (max(s.day) + 1)::timestamp at time zone 'UTC' from ledger_seal s where s.community = ?),
            '-infinity')
          group by 1
        )
        select day::text as on_day, transfers, null::bytea as hash, null::bytea as previous, ? as community
        from open
        union all
        select * from (
          select s.day::text, s.transfers, s.hash, s.previous, s.community from ledger_seal s
          where s.community = ? and s.day < ?::date order by s.day desc limit ?
        ) as sealed
        order by on_day desc limit ?
        """,
        row ->
            new Day(
                LocalDate.parse(row.text("on_day")),
                row.bigint("transfers"),
                row.bytesOrNull("hash") == null ? null : seal(row)),
        community,
        start(before),
        community,
        community,
        community,
        before.toString(),
        most,
        most);
  }

  /** How many transfers were booked on a day. */
  public long count(Sql sql, String community, LocalDate day) {
    return Objects.requireNonNull(
        sql.one(
            """
            select count(*) as transfers from transfer
            where community = ? and booked_at >= ? and booked_at < ?
            """,
            row -> row.bigint("transfers"),
            community,
            start(day),
            start(day.plusDays(1))));
  }

  /**
   * The first transfer of a day that is not as it was moved. Plan: transfer_by_booking, for each
   * its accounts and, by transfer_by_member, the one before it.
   */
  public @Nullable Difference difference(Sql sql, String community, LocalDate day) {
    return sql.one(
        """
        select position, id, kind from (
          select t.position, t.id, case
            when t.mark <> %s then 'ALTERED'
            when n.note_salt is not null
              and encode(sha256(convert_to(n.note_salt || n.note, 'UTF8')), 'hex') <> t.note_mark then 'ALTERED_NOTE'
            when not (coalesce(d.member_id, t.member_id) = t.member_id and coalesce(c.member_id, t.member_id) = t.member_id)
              then 'FOREIGN_ACCOUNT'
            when t.balance <> coalesce(p.balance, 0) + t.amount * ((c.kind = 'WALLET')::int - (d.kind = 'WALLET')::int)
              or t.held <> coalesce(p.held, 0) + t.amount * ((c.kind = 'HELD')::int - (d.kind = 'HELD')::int)
              or t.debt <> coalesce(p.debt, 0) + t.amount * ((d.kind = 'DEBT')::int - (c.kind = 'DEBT')::int)
              then 'OUT_OF_BALANCE' end as kind
          from transfer t
          join account d on d.community = t.community and d.id = t.debit_account
          join account c on c.community = t.community and c.id = t.credit_account
          left join correction n on n.community = t.community and n.id = t.correction_id
          left join lateral (
            select * from transfer p
            where p.community = t.community and p.member_id = t.member_id and p.position < t.position
            order by p.position desc limit 1
          ) p on true
          where t.community = ? and t.booked_at >= ? and t.booked_at < ?
        ) checked
        where kind is not null order by position limit 1
        """
            .formatted(TransferLine.MARK),
        row ->
            new Difference(
                row.bigint("position"),
                row.uuid("id"),
                row.constant("kind", Difference.Kind.class)),
        community,
        start(day),
        start(day.plusDays(1)));
  }

  private static Instant start(LocalDate day) {
    return day.atStartOfDay(ZoneOffset.UTC).toInstant();
  }

  private static Seal seal(Row row) {
    byte[] previous = row.bytesOrNull("previous");
    return new Seal(
        row.text("community"),
        LocalDate.parse(row.text("on_day")),
        row.bigint("transfers"),
        previous == null ? null : HexFormat.of().formatHex(previous),
        HexFormat.of().formatHex(row.bytes("hash")));
  }
}
