package dev.crowdline.rewards.ledger.domain;

import java.time.Instant;
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
    Purpose answer =
        new Purpose.Answer(due.pay().rule(), due.assignmentId(), cause.requestId(), due.round());
    Mover mover = new Mover(cause.community(), due.memberId(), answer, cause.at());
    long points = due.step().points();
    switch (due.step().kind()) {
      case HOLD -> mover.move(Leg.HELD, points);
      case RELEASE -> mover.repay(Leg.DEBT_REPAID, Leg.RELEASED, points);
      case VOID -> mover.move(Leg.VOIDED, points);
      case CLAW_BACK -> mover.takeBack(Leg.CLAWED_BACK, Leg.OWED, points);
      case REINSTATE -> mover.repay(Leg.REINSTATED_TO_DEBT, Leg.REINSTATED, points);
      case WITHDRAW -> mover.move(Leg.WITHDRAWN, points);
      case TAKE_BACK -> mover.takeBack(Leg.TAKEN_BACK, Leg.TAKEN_BACK_OWED, points);
      case RESTORE -> mover.repay(Leg.RESTORED_TO_DEBT, Leg.RESTORED, points);
    }
    return mover.transfers;
  }

  /**
   * Moves points for a redemption, and returns its transfers: one, or two where debt counts. Who
   * reserves has asked for the balance before.
   */
  public List<Transfer> spend(Spending spending) {
    Mover mover =
        new Mover(
            spending.community(),
            spending.memberId(),
            new Purpose.Redemption(spending.redemptionId()),
            spending.at());
    switch (spending.kind()) {
      case RESERVE -> mover.move(Leg.RESERVED, spending.points());
      case REDEEM -> mover.move(Leg.REDEEMED, spending.points());
      case REFUND -> mover.repay(Leg.REFUNDED_TO_DEBT, Leg.REFUNDED, spending.points());
    }
    return mover.transfers;
  }

  /**
   * Corrects a member's points, pays a royalty or lets some expire, and returns its transfers: one,
   * two where debt counts, none where nothing is left to expire.
   */
  public List<Transfer> adjust(Adjustment adjustment) {
    Mover mover =
        new Mover(
            adjustment.community(), adjustment.memberId(), adjustment.purpose(), adjustment.at());
    switch (adjustment) {
      case Adjustment.Correction added when added.points() > 0 ->
          mover.repay(Leg.GRANTED_TO_DEBT, Leg.GRANTED, added.points());
      case Adjustment.Correction taken ->
          mover.takeBack(Leg.DEDUCTED, Leg.DEDUCTED_OWED, -taken.points());
      case Adjustment.Royalty earned ->
          mover.repay(Leg.ROYALTY_TO_DEBT, Leg.ROYALTY, earned.points());
      case Adjustment.Expiry old ->
          mover.move(Leg.EXPIRED, Math.min(old.points(), mover.balance(AccountKind.WALLET)));
    }
    return mover.transfers;
  }

  /** What a member's account has. */
  public long balance(String community, UUID memberId, AccountKind kind) {
    return account(AccountKey.of(community, memberId, kind)).balance();
  }

  /** The accounts as they are now. */
  public Collection<Account> accounts() {
    return List.copyOf(accounts.values());
  }

  private Account account(AccountKey key) {
    Account account = accounts.get(key);
    if (account == null) {
      throw new IllegalStateException(key + " was not opened");
    }
    return account;
  }

  /** Moves points of one member for one purpose. */
  private final class Mover {
    private final String community;
    private final UUID memberId;
    private final Purpose purpose;
    private final Instant at;
    private final List<Transfer> transfers = new ArrayList<>(2);

    Mover(String community, UUID memberId, Purpose purpose, Instant at) {
      this.community = community;
      this.memberId = memberId;
      this.purpose = purpose;
      this.at = at;
    }

    /** To the member, but first against what the member owes. */
    void repay(Leg toDebt, Leg toMember, long points) {
      long repaid = Math.min(points, balance(AccountKind.DEBT));
      move(toDebt, repaid);
      move(toMember, points - repaid);
    }

    /** From the member as far as there is; the rest is owed. */
    void takeBack(Leg fromMember, Leg owed, long points) {
      long taken = Math.min(points, balance(AccountKind.WALLET));
      move(fromMember, taken);
      move(owed, points - taken);
    }

    void move(Leg leg, long amount) {
      if (amount == 0) {
        return;
      }
      Account debit = account(leg.debit()).debited(amount);
      Account credit = account(leg.credit()).credited(amount);
      accounts.put(debit.key(), debit);
      accounts.put(credit.key(), credit);
      transfers.add(
          new Transfer(
              ids.get(),
              community,
              debit.id(),
              credit.id(),
              amount,
              leg,
              purpose,
              memberId,
              balance(AccountKind.WALLET),
              balance(AccountKind.HELD),
              balance(AccountKind.DEBT),
              at));
    }

    long balance(AccountKind kind) {
      return account(kind).balance();
    }

    private Account account(AccountKind kind) {
      return Book.this.account(AccountKey.of(community, memberId, kind));
    }
  }
}
