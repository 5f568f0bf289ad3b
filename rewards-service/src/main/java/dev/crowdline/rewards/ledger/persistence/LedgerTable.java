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
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** Accounts and transfers, as they are written. */
@ApplicationScoped
public class LedgerTable {
  /** Any number will do that no other lock of this database has. */
  private static final long WRITER = 0x0C20_3D11_0E02L;

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
          .uuid("member_id", Transfer::memberId)
          .bigint("balance", Transfer::balance)
          .bigint("held", Transfer::held)
          .bigint("debt", Transfer::debt)
          .instant("at", Transfer::at);

  private static final String RECORD =
      """
      with stored as (
        insert into transfer (%s) select %s from %s order by g.n
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
      from moved m where a.id = m.account and a.community = m.community
      """
          .formatted(TRANSFER.names(), TRANSFER.names("g."), TRANSFER.givenInOrder());

  /** A member whose accounts are wanted. */
  public record Holder(String community, UUID memberId) {}

  /**
   * Lets one transaction at a time write the ledger. The row locks alone would be right; but one
   * transaction applies a batch in rounds, each with its own locks, and every batch of a community
   * needs its issuance account, so without this two replicas would deadlock rather than queue.
   */
  public void lock(Tx tx) {
    tx.query("select pg_advisory_xact_lock(?)", row -> 1, WRITER);
  }

  /**
   * The accounts of these kinds of these members and their communities, locked in id order; missing
   * ones are opened. Plan, with 60,000 accounts: a nested loop of the given members with an index
   * scan of account_once, sorted by id and locked; 200 members take 10 ms.
   */
  public Collection<Account> open(Tx tx, Set<Holder> holders, Set<AccountKind> kinds) {
    Set<AccountKey> wanted = new HashSet<>();
    for (Holder holder : holders) {
      for (AccountKind kind : kinds) {
        wanted.add(AccountKey.of(holder.community(), holder.memberId(), kind));
      }
    }
    Map<AccountKey, Account> found = locked(tx, holders, kinds);
    List<AccountKey> missing = wanted.stream().filter(key -> !found.containsKey(key)).toList();
    if (missing.isEmpty()) {
      return found.values();
    }
    tx.update(
        """
        insert into account (id, community, member_id, kind)
        select * from unnest(?::uuid[], ?::text[], ?::uuid[], ?::text[])
        on conflict (community, member_id, kind) do nothing
        """,
        SqlArray.uuids(missing, key -> Ids.next()),
        SqlArray.texts(missing, AccountKey::community),
        SqlArray.uuids(missing, AccountKey::memberId),
        SqlArray.texts(missing, key -> key.kind().name()));
    return locked(tx, holders, kinds).values();
  }

  /**
   * Stores transfers in their order and moves the totals of their accounts, once per account, in
   * the same statement. A leg that was moved before fails on transfer_once: whoever asks has read
   * the legs under the lock.
   */
  public void record(Tx tx, List<Transfer> transfers) {
    tx.update(RECORD, TRANSFER.arrays(transfers));
  }

  /** Those of communities first and then of members, each in id order. */
  private static Map<AccountKey, Account> locked(
      Tx tx, Set<Holder> holders, Set<AccountKind> kinds) {
    SqlArray wanted = SqlArray.texts(kinds, AccountKind::name);
    List<Account> accounts = new ArrayList<>();
    accounts.addAll(
        tx.query(
            """
            select * from account
            where community = any(?) and member_id is null and kind = any(?)
            order by id for update
            """,
            LedgerTable::account,
            SqlArray.texts(holders.stream().map(Holder::community).distinct().toList()),
            wanted));
    accounts.addAll(
        tx.query(
            """
            select a.* from unnest(?::text[], ?::uuid[]) as h(community, member_id)
            join account a on a.community = h.community and a.member_id = h.member_id
            where a.kind = any(?)
            order by a.id for update of a
            """,
            LedgerTable::account,
            SqlArray.texts(holders, Holder::community),
            SqlArray.uuids(holders, Holder::memberId),
            wanted));
    Map<AccountKey, Account> byKey = new HashMap<>();
    accounts.forEach(account -> byKey.put(account.key(), account));
    return byKey;
  }

  private static <V> @Nullable V ofAnswer(Transfer transfer, Function<Purpose.Answer, V> part) {
    return transfer.purpose() instanceof Purpose.Answer answer ? part.apply(answer) : null;
  }

  private static @Nullable UUID redemption(Transfer transfer) {
    return transfer.purpose() instanceof Purpose.Redemption redemption
        ? redemption.redemptionId()
        : null;
  }

  private static Account account(Row row) {
    return new Account(
        row.uuid("id"),
        new AccountKey(
            row.text("community"),
            row.uuidOrNull("member_id"),
            row.constant("kind", AccountKind.class)),
        row.bigint("debits"),
        row.bigint("credits"));
  }
}
