package dev.crowdline.rewards.ledger.domain;

import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.function.Supplier;

/**
 * Accounts that are locked and may be moved between. Steps are taken one after the other on the
 * balances as the steps before left them, so any number may touch the same accounts.
 */
public final class Book {
  private final Map<AccountKey, Account> accounts = new HashMap<>();
  private final Supplier<UUID> ids;

  public Book(Collection<Account> accounts, Supplier<UUID> ids) {
    accounts.forEach(account -> this.accounts.put(account.key(), account));
    this.ids = ids;
  }

  /**
   * Takes a step that a fact made due, and returns its transfers: one, or two where debt counts.
   */
  public List<Transfer> take(Due due, Heard cause) {
    long points = due.step().points();
    List<Transfer> transfers = new ArrayList<>(2);
    switch (due.step().kind()) {
      case HOLD -> move(Leg.HELD, points, due, cause, transfers);
      case RELEASE -> {
        long repaid = Math.min(points, balance(due, cause, AccountKind.DEBT));
        move(Leg.DEBT_REPAID, repaid, due, cause, transfers);
        move(Leg.RELEASED, points - repaid, due, cause, transfers);
      }
      case VOID -> move(Leg.VOIDED, points, due, cause, transfers);
      case CLAW_BACK -> {
        long taken = Math.min(points, balance(due, cause, AccountKind.WALLET));
        move(Leg.CLAWED_BACK, taken, due, cause, transfers);
        move(Leg.OWED, points - taken, due, cause, transfers);
      }
      case REINSTATE -> {
        long repaid = Math.min(points, balance(due, cause, AccountKind.DEBT));
        move(Leg.REINSTATED_TO_DEBT, repaid, due, cause, transfers);
        move(Leg.REINSTATED, points - repaid, due, cause, transfers);
      }
    }
    return transfers;
  }

  /** The accounts as they are now. */
  public Collection<Account> accounts() {
    return List.copyOf(accounts.values());
  }

  private void move(Leg leg, long amount, Due due, Heard cause, List<Transfer> transfers) {
    if (amount == 0) {
      return;
    }
    Account debit = account(due, cause, leg.debit()).debited(amount);
    Account credit = account(due, cause, leg.credit()).credited(amount);
    accounts.put(debit.key(), debit);
    accounts.put(credit.key(), credit);
    transfers.add(
        new Transfer(
            ids.get(),
            cause.community(),
            debit.id(),
            credit.id(),
            amount,
            leg,
            due.assignmentId(),
            cause.requestId(),
            due.memberId(),
            due.round(),
            balance(due, cause, AccountKind.WALLET),
            balance(due, cause, AccountKind.HELD),
            balance(due, cause, AccountKind.DEBT),
            cause.at()));
  }

  private long balance(Due due, Heard cause, AccountKind kind) {
    return account(due, cause, kind).balance();
  }

  private Account account(Due due, Heard cause, AccountKind kind) {
    Account account = accounts.get(AccountKey.of(cause.community(), due.memberId(), kind));
    if (account == null) {
      throw new IllegalStateException(kind + " of " + due.memberId() + " was not opened");
    }
    return account;
  }
}
