package dev.crowdline.rewards.ledger.persistence;

import dev.crowdline.rewards.ledger.domain.Account;
import dev.crowdline.rewards.ledger.domain.AccountKey;
import dev.crowdline.rewards.ledger.domain.AccountKind;
import dev.crowdline.rewards.ledger.domain.Purpose;
import dev.crowdline.rewards.ledger.domain.Transfer;
import dev.crowdline.support.database.Columns;
import dev.crowdline.support.database.Row;
import dev.crowdline.support.database.SqlArray;
import dev.crowdline.support.database.Tx;
import dev.crowdline.support.running.Ids;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Instant;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.UUID;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** Accounts and transfers, as they are written. */
@ApplicationScoped
public class LedgerTable {
  private static final Columns<Transfer> TRANSFER =
      Columns.<Transfer>of()
          .uuid("id", Transfer::id)
          .text("community", Transfer::community)
          .uuid("debit_account", Transfer::debitAccount)
          .uuid("credit_account", Transfer::creditAccount)
          .bigint("amount", Transfer::amount)
          .constant("kind", t -> t.leg().kind())
          .constant("leg", Transfer::leg)
          .text("rule", t -> t.purpose().rule())
          .uuid("assignment_id", t -> ofAnswer(t, Purpose.Answer::assignmentId))
          .uuid("request_id", t -> ofAnswer(t, Purpose.Answer::requestId))
          .integer("round", t -> ofAnswer(t, Purpose.Answer::round))
          .uuid("redemption_id", LedgerTable::redemption)
          .uuid("correction_id", LedgerTable::correction)
          .text("note_mark", LedgerTable::noteMark)
          .uuid("expiry_id", LedgerTable::expiry)
          .uuid("royalty_id", LedgerTable::royalty)
          .uuid("member_id", Transfer::memberId)
          .bigint("balance", Transfer::balance)
          .bigint("held", Transfer::held)
          .bigint("debt", Transfer::debt)
          .instant("at", Transfer::at);

  private static final String RECORD =
      """
      with stored as (
        insert into transfer (%s, position, booked_at, mark) overriding system value
        select %s, t.position, t.booked_at, %s from (
          select g.*, nextval('transfer_position_seq') as position,
            greatest(statement_timestamp(), (select closed_until from ledger_day)) as booked_at
          from (select * from %s order by n) g
        ) t
        returning community, debit_account, credit_account, amount
      ), moved as (
        select community, account, sum(debit)::bigint as debit, sum(credit)::bigint as credit
        from (
          select community, debit_account as account, amount as debit, 0 as credit from stored
          union all
          select community, credit_account, 0, amount from stored
        ) as sides
        group by community, account
      )
      update account a set debits = a.debits + m.debit, credits = a.credits + m.credit
      from moved m where a.id = m.account and a.community = m.community and a.member_id is not null
      """
          .formatted(
              TRANSFER.names(), TRANSFER.names("t."), TransferLine.MARK, TRANSFER.givenInOrder());

  /** Any number will do that no other lock of this database has. */
  private static final long DAY = 0x0C20_3D11_0E02L;

  private static final Comparator<AccountKey> IN_ORDER =
      Comparator.comparing(AccountKey::community)
          .thenComparing(AccountKey::kind)
          .thenComparing(AccountKey::memberId, Comparator.nullsFirst(Comparator.naturalOrder()));

  /** A member whose accounts are wanted. */
  public record Holder(String community, UUID memberId) {}

  /**
   * The accounts of these kinds of these members, locked, and those of their communities, which are
   * never locked: they have no totals. Missing ones are opened. A transaction calls this once, for
   * all members that it touches: new accounts are opened in the order of their keys and locks taken
   * in the order of ids, so that two who want the same members queue and do not wait for each
   * other. From here on the day stays open until the commit. Plan, with 60,000 accounts:
   * account_once is probed for each key, then a nested loop of the given members with an index scan
   * of it, sorted by id and locked; 200 members take 10 ms.
   */
  public Collection<Account> open(Tx tx, Set<Holder> holders, Set<AccountKind> kinds) {
    List<AccountKey> wanted =
        holders.stream()
            .flatMap(holder ->
                kinds.stream()
                    .map(kind -> AccountKey.of(holder.community(), holder.memberId(), kind)))
            .distinct()
            .sorted(IN_ORDER)
            .toList();
    tx.query("select pg_advisory_xact_lock_shared(?)", row -> 1, DAY);
    tx.update(
        """
        insert into account (id, community, member_id, kind, debits, credits)
        select g.id, g.community, g.member_id, g.kind, g.total, g.total
        from unnest(?::uuid[], ?::text[], ?::uuid[], ?::text[], ?::bigint[])
          with ordinality as g(id, community, member_id, kind, total, n)
        order by g.n
        on conflict (community, member_id, kind) do nothing
        """,
        SqlArray.uuids(wanted, key -> Ids.next()),
        SqlArray.texts(wanted, AccountKey::community),
        SqlArray.uuids(wanted, AccountKey::memberId),
        SqlArray.texts(wanted, key -> key.kind().name()),
        SqlArray.longs(wanted, key -> key.kind().isOfCommunity() ? null : 0L));
    SqlArray names = SqlArray.texts(kinds, AccountKind::name);
    return tx.query(
        """
        with of_members as materialized (
          select a.* from (select unnest(?::text[]) as community, unnest(?::uuid[]) as member_id) as h
          join account a on a.community = h.community and a.member_id = h.member_id
          where a.kind = any(?)
          order by a.id for update of a
        )
        select * from of_members
        union all
        select * from account where community = any(?) and member_id is null and kind = any(?)
        """,
        LedgerTable::account,
        SqlArray.texts(holders, Holder::community),
        SqlArray.uuids(holders, Holder::memberId),
        names,
        SqlArray.texts(holders.stream().map(Holder::community).distinct().toList()),
        names);
  }

  /**
   * Stores transfers in their order and moves the totals of their members' accounts, once per
   * account, in the same statement. A leg that was moved before fails on transfer_once.
   */
  public void record(Tx tx, List<Transfer> transfers) {
    tx.update(RECORD, TRANSFER.arrays(transfers));
  }

  /**
   * Lets nothing be booked before that time any more, once those who write have committed; whether
   * it was still open.
   */
  public boolean close(Tx tx, Instant until) {
    tx.query("select pg_advisory_xact_lock(?)", row -> 1, DAY);
    return tx.update("update ledger_day set closed_until = ? where closed_until < ?", until, until)
        > 0;
  }

  private static <V> @Nullable V ofAnswer(Transfer transfer, Function<Purpose.Answer, V> part) {
    return transfer.purpose() instanceof Purpose.Answer answer ? part.apply(answer) : null;
  }

  private static @Nullable UUID redemption(Transfer transfer) {
    return transfer.purpose() instanceof Purpose.Redemption redemption
        ? redemption.redemptionId()
        : null;
  }

  private static @Nullable UUID correction(Transfer transfer) {
    return transfer.purpose() instanceof Purpose.Correction correction
        ? correction.correctionId()
        : null;
  }

  private static @Nullable String noteMark(Transfer transfer) {
    return transfer.purpose() instanceof Purpose.Correction correction
        ? correction.noteMark()
        : null;
  }

  private static @Nullable UUID expiry(Transfer transfer) {
    return transfer.purpose() instanceof Purpose.Expiry expiry ? expiry.noticeId() : null;
  }

  private static @Nullable UUID royalty(Transfer transfer) {
    return transfer.purpose() instanceof Purpose.Royalty royalty ? royalty.requestId() : null;
  }

  private static Account account(Row row) {
    return new Account(
        row.uuid("id"),
        new AccountKey(
            row.text("community"),
            row.uuidOrNull("member_id"),
            row.constant("kind", AccountKind.class)),
        Objects.requireNonNullElse(row.bigintOrNull("debits"), 0L),
        Objects.requireNonNullElse(row.bigintOrNull("credits"), 0L));
  }
}
