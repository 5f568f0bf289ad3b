package dev.crowdline.rewards.programme.persistence;

import dev.crowdline.rewards.ledger.domain.AccountKind;
import dev.crowdline.support.database.Sql;
import dev.crowdline.support.database.Tx;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Instant;
import java.time.LocalDate;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;

/** A community's programme, added up from the ledger and the redemptions. */
@ApplicationScoped
public class ProgrammeTable {
  /** Parameters: the day at whose end it is, null for now; and the community. */
  private static final String PROGRAMME =
      """
      select a.kind,
        (coalesce(b.debits, 0) + coalesce(sum(t.amount) filter (where t.debit_account = a.id), 0))::bigint as debits,
        (coalesce(b.credits, 0) + coalesce(sum(t.amount) filter (where t.credit_account = a.id), 0))::bigint as credits
      from account a
      left join lateral (
        select * from programme_balance b where b.community = a.community and b.kind = a.kind
        order by b.day desc limit 1
      ) b on true
      left join transfer t on t.community = a.community and a.id in (t.debit_account, t.credit_account)
        and t.booked_at >= coalesce((b.day + 1)::timestamp at time zone 'UTC', '-infinity')
        and t.booked_at < coalesce((?::date + 1)::timestamp at time zone 'UTC', 'infinity')
      where a.community = ? and a.member_id is null
      group by a.kind, b.debits, b.credits
      """;

  /**
   * What became of redemptions.
   *
   * @param costMinor what those that were handed out cost the community
   */
  public record Redeemed(long reserved, long fulfilled, long refunded, long costMinor) {}

  /**
   * A day, in UTC.
   *
   * @param issued points that members were paid or given, less what was taken back
   * @param redeemed points that were spent
   */
  public record Day(LocalDate day, long issued, long redeemed) {}

  /**
   * The balance of all accounts of a kind together; kinds that nobody has are absent. Members' have
   * totals; of the community's own, what came after the last sealed day is summed. Plan:
   * transfer_by_booking from that day on.
   */
  public Map<AccountKind, Long> balances(Sql sql, String community) {
    Map<AccountKind, Long> balances = new EnumMap<>(AccountKind.class);
    sql.query(
            """
            select kind, sum(debits)::bigint as debits, sum(credits)::bigint as credits
            from account where community = ? and member_id is not null group by kind
            union all
            """
                + PROGRAMME,
            row -> {
              AccountKind kind = row.constant("kind", AccountKind.class);
              return Map.entry(kind, kind.balance(row.bigint("debits"), row.bigint("credits")));
            },
            community,
            null,
            community)
        .forEach(each -> balances.put(each.getKey(), each.getValue()));
    return balances;
  }

  /** Keeps the totals of the community's own accounts as they are at the end of a day. */
  public void keep(Tx tx, String community, LocalDate day) {
    tx.update(
        "insert into programme_balance (community, day, kind, debits, credits) select ?, ?::date, p.* from ("
            + PROGRAMME
            + ") p",
        community,
        day.toString(),
        day.toString(),
        community);
  }

  /** All redemptions of a community. */
  public Redeemed redeemed(Sql sql, String community) {
    return Objects.requireNonNull(
        sql.one(
            """
            select count(*) filter (where state = 'RESERVED') as reserved,
              count(*) filter (where state = 'FULFILLED') as fulfilled,
              count(*) filter (where state = 'REFUNDED') as refunded,
              coalesce(sum(value_minor) filter (where state = 'FULFILLED'), 0)::bigint as cost
            from redemption where community = ?
            """,
            row ->
                new Redeemed(
                    row.bigint("reserved"),
                    row.bigint("fulfilled"),
                    row.bigint("refunded"),
                    row.bigint("cost")),
            community));
  }

  /**
   * The days since then on which points were paid or spent, in order. Plan: transfer_by_time, whose
   * blocks of the last days are few.
   */
  public List<Day> days(Sql sql, String community, Instant since) {
    return sql.query(
        """
        select (at at time zone 'UTC')::date::text as day,
          coalesce(sum(case when kind in ('RELEASED', 'DEBT_REPAID', 'REINSTATED', 'ROYALTY') then amount
            when leg in ('GRANTED', 'GRANTED_TO_DEBT') then amount
            when kind in ('CLAWED_BACK', 'CORRECTED') then -amount else 0 end), 0)::bigint as issued,
          coalesce(sum(amount) filter (where kind = 'REDEEMED'), 0)::bigint as redeemed
        from transfer
        where community = ? and at >= ?
          and kind in ('RELEASED', 'DEBT_REPAID', 'REINSTATED', 'ROYALTY', 'CLAWED_BACK', 'REDEEMED', 'CORRECTED')
        group by 1 order by 1
        """,
        row ->
            new Day(LocalDate.parse(row.text("day")), row.bigint("issued"), row.bigint("redeemed")),
        community,
        since);
  }
}
