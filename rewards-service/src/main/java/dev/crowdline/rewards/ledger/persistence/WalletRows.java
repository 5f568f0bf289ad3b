package dev.crowdline.rewards.ledger.persistence;

import dev.crowdline.rewards.ledger.domain.Leg;
import dev.crowdline.rewards.ledger.domain.Wallet;
import dev.crowdline.support.database.Sql;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Instant;
import java.util.List;
import java.util.Objects;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** Wallets, statements and the whole ledger, as they are read. */
@ApplicationScoped
public class WalletRows {
  /** A line of a statement; {@code balance}, {@code held} and {@code debt} are those after it. */
  public record Line(
      UUID transferId,
      Instant at,
      Leg leg,
      long amount,
      long balance,
      long held,
      long debt,
      UUID requestId,
      UUID assignmentId,
      String rule) {}

  /**
   * The ledger of a community in figures.
   *
   * @param sum of all balances, zero
   * @param negativeWallets accounts of members below zero, none
   * @param unbalancedAccounts accounts whose totals are not those of their transfers, none
   */
  public record Figures(
      long accounts, long transfers, long sum, long negativeWallets, long unbalancedAccounts) {}

  /** The wallet of a member, or null when nothing was heard of such a member. */
  public @Nullable Wallet find(Sql sql, String community, UUID memberId) {
    return sql.one(
        """
        select a.balance, a.held, a.debt, t.earned
        from (
          select count(*) as accounts,
            coalesce(sum(credits - debits) filter (where kind = 'WALLET'), 0)::bigint as balance,
            coalesce(sum(credits - debits) filter (where kind = 'HELD'), 0)::bigint as held,
            coalesce(sum(debits - credits) filter (where kind = 'DEBT'), 0)::bigint as debt
          from account where community = ? and member_id = ?
        ) as a, (
          select coalesce(sum(case kind when 'RELEASED' then amount when 'DEBT_REPAID' then amount
            when 'REINSTATED' then amount when 'CLAWED_BACK' then -amount else 0 end), 0)::bigint as earned
          from transfer where community = ? and member_id = ?
        ) as t
        where a.accounts > 0 or exists (select from member where community = ? and id = ?)
        """,
        row ->
            new Wallet(
                memberId,
                row.bigint("balance"),
                row.bigint("held"),
                row.bigint("debt"),
                row.bigint("earned")),
        community,
        memberId,
        community,
        memberId,
        community,
        memberId);
  }

  /**
   * Lines of a member, the latest first, up to {@code limit} of them after {@code after}. Plan:
   * transfer_by_member read backwards, which stops at the limit.
   */
  public List<Line> lines(
      Sql sql, String community, UUID memberId, @Nullable UUID after, int limit) {
    return sql.query(
        """
        select * from transfer
        where community = ? and member_id = ?
          and (?::uuid is null or position < (
            select position from transfer where community = ? and member_id = ? and id = ?))
        order by position desc limit ?
        """,
        row ->
            new Line(
                row.uuid("id"),
                row.instant("at"),
                row.constant("leg", Leg.class),
                row.bigint("amount"),
                row.bigint("balance"),
                row.bigint("held"),
                row.bigint("debt"),
                row.uuid("request_id"),
                row.uuid("assignment_id"),
                row.text("rule")),
        community,
        memberId,
        after,
        community,
        memberId,
        after,
        limit);
  }

  /** Adds up a community's ledger, in one statement so that it sees one moment. */
  public Figures figures(Sql sql, String community) {
    return Objects.requireNonNull(
        sql.one(
            """
            with moved as (
              select account, sum(debit)::bigint as debits, sum(credit)::bigint as credits
              from (
                select debit_account as account, amount as debit, 0 as credit from transfer where community = ?
                union all
                select credit_account, 0, amount from transfer where community = ?
              ) as sides
              group by account
            )
            select count(*) as accounts,
              (select count(*) from transfer where community = ?) as transfers,
              coalesce(sum(a.credits - a.debits), 0)::bigint as sum,
              count(*) filter (where a.kind in ('WALLET', 'HELD') and a.credits < a.debits) as negative,
              count(*) filter (where a.debits <> coalesce(m.debits, 0) or a.credits <> coalesce(m.credits, 0)) as unbalanced
            from account a left join moved m on m.account = a.id
            where a.community = ?
            """,
            row ->
                new Figures(
                    row.bigint("accounts"),
                    row.bigint("transfers"),
                    row.bigint("sum"),
                    row.bigint("negative"),
                    row.bigint("unbalanced")),
            community,
            community,
            community,
            community));
  }
}
