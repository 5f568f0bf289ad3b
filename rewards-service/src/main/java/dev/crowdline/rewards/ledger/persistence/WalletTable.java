package dev.crowdline.rewards.ledger.persistence;

import dev.crowdline.rewards.ledger.domain.Earned;
import dev.crowdline.rewards.ledger.domain.Leg;
import dev.crowdline.rewards.ledger.domain.Wallet;
import dev.crowdline.support.database.Row;
import dev.crowdline.support.database.Sql;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.UUID;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** Wallets, statements and the whole ledger, as they are read. */
@ApplicationScoped
public class WalletTable {
  private record Line(UUID assignmentId, UUID requestId, String rule, Earned.Moved moved) {}

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
   * What a member's answers earned, the latest answer first, up to {@code limit} of them after the
   * hold {@code after}. Plan: transfer_by_member read backwards, which stops at the limit, and a
   * look into transfer_once for each.
   */
  public List<Earned> earned(
      Sql sql, String community, UUID memberId, @Nullable UUID after, int limit) {
    Map<UUID, List<Line>> byAnswer =
        sql
            .query(
                """
                with held as (
                  select position, rule, assignment_id from transfer
                  where community = ? and member_id = ? and leg = 'HELD'
                    and (?::uuid is null or position < (
                      select position from transfer where community = ? and member_id = ? and id = ?))
                  order by position desc limit ?
                )
                select t.* from held h
                join transfer t on t.rule = h.rule and t.assignment_id = h.assignment_id
                where t.community = ? and t.member_id = ?
                order by h.position desc, t.position
                """,
                WalletTable::line,
                community,
                memberId,
                after,
                community,
                memberId,
                after,
                limit,
                community,
                memberId)
            .stream()
            .collect(
                Collectors.groupingBy(Line::assignmentId, LinkedHashMap::new, Collectors.toList()));
    return byAnswer.values().stream().map(WalletTable::earned).toList();
  }

  private static Earned earned(List<Line> lines) {
    Line first = lines.getFirst();
    return new Earned(
        first.assignmentId(),
        first.requestId(),
        first.rule(),
        lines.stream().map(Line::moved).toList());
  }

  private static Line line(Row row) {
    return new Line(
        row.uuid("assignment_id"),
        row.uuid("request_id"),
        row.text("rule"),
        new Earned.Moved(
            row.uuid("id"),
            row.instant("at"),
            row.constant("leg", Leg.class),
            row.bigint("amount"),
            row.bigint("balance"),
            row.bigint("held"),
            row.bigint("debt")));
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
