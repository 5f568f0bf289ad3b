package dev.crowdline.rewards.ledger.persistence;

import dev.crowdline.rewards.ledger.domain.Leg;
import dev.crowdline.rewards.ledger.domain.Wallet;
import dev.crowdline.rewards.ledger.domain.YearTotal;
import dev.crowdline.support.database.Sql;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Objects;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** A member's transfers by the time at which they were booked. Plans: transfer_by_member. */
@ApplicationScoped
public class YearTable {
  /**
   * A transfer of a statement.
   *
   * @param item that was taken, by its name then; null for an answer
   */
  public record Booked(
      long position,
      Instant bookedAt,
      Instant at,
      Leg leg,
      long amount,
      long balance,
      long held,
      long debt,
      @Nullable UUID requestId,
      @Nullable String item) {}

  /** The years in which something was booked, the latest first. */
  public List<YearTotal> years(Sql sql, String community, UUID memberId) {
    return sql.query(
        """
        select extract(year from t.booked_at at time zone 'UTC')::int as year,
          coalesce(sum(t.amount) filter (where t.kind in ('RELEASED', 'DEBT_REPAID', 'REINSTATED', 'ROYALTY')), 0)::bigint as earned,
          coalesce(sum(t.amount) filter (where t.kind = 'CLAWED_BACK'), 0)::bigint as taken_back,
          coalesce(sum(t.amount) filter (where t.kind = 'REDEEMED'), 0)::bigint as spent,
          coalesce(sum(case when t.leg in ('GRANTED', 'GRANTED_TO_DEBT') then t.amount
            when t.kind = 'CORRECTED' then -t.amount end), 0)::bigint as corrected,
          coalesce(sum(t.amount) filter (where t.kind = 'EXPIRED'), 0)::bigint as expired,
          coalesce(sum(r.value_minor) filter (where t.kind = 'REDEEMED'), 0)::bigint as value
        from transfer t
        left join redemption r on r.community = t.community and r.id = t.redemption_id
        where t.community = ? and t.member_id = ? group by 1 order by 1 desc
        """,
        row ->
            new YearTotal(
                row.integer("year"),
                row.bigint("earned"),
                row.bigint("taken_back"),
                row.bigint("spent"),
                row.bigint("corrected"),
                row.bigint("expired"),
                row.bigint("value")),
        community,
        memberId);
  }

  /** What was booked in a year, in order, after a position. */
  public List<Booked> booked(
      Sql sql, String community, UUID memberId, int year, long after, int most) {
    return sql.query(
        """
        select t.*, r.item_name from transfer t
        left join redemption r on r.community = t.community and r.id = t.redemption_id
        where t.community = ? and t.member_id = ? and t.position > ?
          and t.booked_at >= ? and t.booked_at < ?
        order by t.position limit ?
        """,
        row ->
            new Booked(
                row.bigint("position"),
                row.instant("booked_at"),
                row.instant("at"),
                row.constant("leg", Leg.class),
                row.bigint("amount"),
                row.bigint("balance"),
                row.bigint("held"),
                row.bigint("debt"),
                row.uuidOrNull("request_id"),
                row.textOrNull("item_name")),
        community,
        memberId,
        after,
        start(year),
        start(year + 1),
        most);
  }

  /** The wallet as it was at a moment, by what was booked until then. */
  public Wallet wallet(Sql sql, String community, UUID memberId, Instant at) {
    return Objects.requireNonNull(
        sql.one(
            """
            select coalesce((array_agg(balance order by position desc))[1], 0)::bigint as balance,
              coalesce((array_agg(held order by position desc))[1], 0)::bigint as held,
              coalesce((array_agg(debt order by position desc))[1], 0)::bigint as debt,
              coalesce(sum(case when kind = 'RESERVED' then amount
                when kind in ('REDEEMED', 'REFUNDED') then -amount else 0 end), 0)::bigint as reserved,
              coalesce(sum(case when kind in ('RELEASED', 'DEBT_REPAID', 'REINSTATED', 'ROYALTY') then amount
                when kind = 'CLAWED_BACK' then -amount else 0 end), 0)::bigint as earned
            from transfer where community = ? and member_id = ? and booked_at <= ?
            """,
            row ->
                new Wallet(
                    memberId,
                    row.bigint("balance"),
                    row.bigint("held"),
                    row.bigint("reserved"),
                    row.bigint("debt"),
                    row.bigint("earned")),
            community,
            memberId,
            at));
  }

  private static Instant start(int year) {
    return LocalDate.of(year, 1, 1).atStartOfDay(ZoneOffset.UTC).toInstant();
  }
}
