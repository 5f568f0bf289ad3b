package dev.crowdline.rewards.ledger.persistence;

import dev.crowdline.rewards.ledger.domain.Corrected;
import dev.crowdline.rewards.ledger.domain.CorrectionReason;
import dev.crowdline.rewards.ledger.domain.Earned;
import dev.crowdline.rewards.ledger.domain.Expired;
import dev.crowdline.rewards.ledger.domain.Leg;
import dev.crowdline.rewards.ledger.domain.Line;
import dev.crowdline.rewards.ledger.domain.Purpose;
import dev.crowdline.rewards.ledger.domain.Reused;
import dev.crowdline.rewards.ledger.domain.Rule;
import dev.crowdline.rewards.ledger.domain.Spent;
import dev.crowdline.rewards.ledger.domain.Wallet;
import dev.crowdline.support.database.Row;
import dev.crowdline.support.database.Sql;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Objects;
import java.util.UUID;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** Wallets, statements and the whole ledger, as they are read. */
@ApplicationScoped
public class WalletTable {
  private record Part(
      long began,
      Purpose purpose,
      @Nullable Integer rulesVersion,
      @Nullable String item,
      @Nullable CorrectionReason reason,
      @Nullable String note,
      Line.Moved moved) {}

  /**
   * The ledger of a community in figures.
   *
   * @param sum of all balances, those of the community as its transfers say; zero
   * @param negativeWallets accounts of members below zero, none
   * @param unbalancedAccounts accounts of members whose totals are not those of their transfers,
   *     none
   */
  public record Figures(
      long accounts, long transfers, long sum, long negativeWallets, long unbalancedAccounts) {}

  /** The wallet of a member, or null when nothing was heard of such a member. */
  public @Nullable Wallet find(Sql sql, String community, UUID memberId) {
    return sql.one(
        """
        select a.balance, a.held, a.reserved, a.debt, t.earned
        from (
          select count(*) as accounts,
            coalesce(sum(credits - debits) filter (where kind = 'WALLET'), 0)::bigint as balance,
            coalesce(sum(credits - debits) filter (where kind = 'HELD'), 0)::bigint as held,
            coalesce(sum(credits - debits) filter (where kind = 'RESERVED'), 0)::bigint as reserved,
            coalesce(sum(debits - credits) filter (where kind = 'DEBT'), 0)::bigint as debt
          from account where community = ? and member_id = ?
        ) as a, (
          select coalesce(sum(case kind when 'RELEASED' then amount when 'DEBT_REPAID' then amount
            when 'REINSTATED' then amount when 'ROYALTY' then amount when 'CLAWED_BACK' then -amount else 0 end), 0)::bigint as earned
          from transfer where community = ? and member_id = ?
        ) as t
        where a.accounts > 0 or exists (select from member where community = ? and id = ?)
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
        community,
        memberId,
        community,
        memberId);
  }

  /**
   * What moved a member's points, the latest first, up to {@code limit} lines after the transfer
   * {@code after}, which began one. Plan: transfer_by_member read backwards, which stops at the
   * limit, and a look into the unique index of its purpose for each.
   */
  public List<Line> lines(
      Sql sql, String community, UUID memberId, @Nullable UUID after, int limit) {
    return sql
        .query(
            """
            with begun as (
              select position, rule, assignment_id, redemption_id, correction_id, expiry_id, royalty_id from transfer t
              where community = ? and member_id = ? and kind in ('HELD', 'RESERVED', 'CORRECTED', 'EXPIRED', 'ROYALTY')
                and not exists (select from transfer f where f.correction_id = t.correction_id and f.position < t.position)
                and not exists (select from transfer f where f.royalty_id = t.royalty_id and f.position < t.position)
                and (?::uuid is null or position < (
                  select position from transfer where community = ? and member_id = ? and id = ?))
              order by position desc limit ?
            )
            select b.position as began, t.*, null as item_name, a.rules_version, null as reason, null as note from begun b
            join transfer t on t.rule = b.rule and t.assignment_id = b.assignment_id
            left join answer a on a.community = t.community and a.assignment_id = t.assignment_id
            where t.community = ? and t.member_id = ?
            union all
            select b.position, t.*, r.item_name, null, null, null from begun b
            join transfer t on t.redemption_id = b.redemption_id
            join redemption r on r.community = t.community and r.id = t.redemption_id
            where t.community = ? and t.member_id = ?
            union all
            select b.position, t.*, null, null, c.reason, c.note from begun b
            join transfer t on t.correction_id = b.correction_id
            join correction c on c.community = t.community and c.id = t.correction_id
            where t.community = ? and t.member_id = ?
            union all
            select b.position, t.*, null, null, null, null from begun b
            join transfer t on t.expiry_id = b.expiry_id
            where t.community = ? and t.member_id = ?
            union all
            select b.position, t.*, null, null, null, null from begun b
            join transfer t on t.royalty_id = b.royalty_id
            where t.community = ? and t.member_id = ?
            order by began desc, position
            """,
            WalletTable::part,
            community,
            memberId,
            after,
            community,
            memberId,
            after,
            limit,
            community,
            memberId,
            community,
            memberId,
            community,
            memberId,
            community,
            memberId,
            community,
            memberId)
        .stream()
        .collect(Collectors.groupingBy(Part::began, LinkedHashMap::new, Collectors.toList()))
        .values()
        .stream()
        .map(WalletTable::line)
        .toList();
  }

  private static Line line(List<Part> parts) {
    Part first = parts.getFirst();
    List<Line.Moved> moves = parts.stream().map(Part::moved).toList();
    return switch (first.purpose()) {
      case Purpose.Answer answer ->
          new Earned(
              answer.assignmentId(), answer.requestId(), answer.by(), first.rulesVersion(), moves);
      case Purpose.Redemption redemption ->
          new Spent(redemption.redemptionId(), Objects.requireNonNull(first.item()), moves);
      case Purpose.Correction correction ->
          new Corrected(
              correction.correctionId(),
              Objects.requireNonNull(first.reason()),
              first.note(),
              moves);
      case Purpose.Royalty royalty -> new Reused(royalty.requestId(), moves);
      case Purpose.Expiry expiry -> new Expired(expiry.noticeId(), moves);
    };
  }

  private static Part part(Row row) {
    return new Part(
        row.bigint("began"),
        purpose(row),
        row.integerOrNull("rules_version"),
        row.textOrNull("item_name"),
        row.constantOrNull("reason", CorrectionReason.class),
        row.textOrNull("note"),
        new Line.Moved(
            row.uuid("id"),
            row.instant("at"),
            row.constant("leg", Leg.class),
            row.bigint("amount"),
            row.bigint("balance"),
            row.bigint("held"),
            row.bigint("debt")));
  }

  private static Purpose purpose(Row row) {
    return switch (row.text("rule")) {
      case Purpose.Redemption.RULE -> new Purpose.Redemption(row.uuid("redemption_id"));
      case Purpose.Correction.RULE ->
          new Purpose.Correction(row.uuid("correction_id"), row.text("note_mark"));
      case Purpose.Royalty.RULE -> new Purpose.Royalty(row.uuid("royalty_id"));
      case Purpose.Expiry.RULE -> new Purpose.Expiry(row.uuid("expiry_id"));
      case String rule ->
          new Purpose.Answer(
              Rule.of(rule),
              row.uuid("assignment_id"),
              row.uuid("request_id"),
              row.integer("round"));
    };
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
              coalesce(sum(coalesce(a.credits, m.credits, 0) - coalesce(a.debits, m.debits, 0)), 0)::bigint as sum,
              count(*) filter (where a.kind in ('WALLET', 'HELD', 'RESERVED') and a.credits < a.debits) as negative,
              count(*) filter (where a.member_id is not null
                and (a.debits <> coalesce(m.debits, 0) or a.credits <> coalesce(m.credits, 0))) as unbalanced
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
