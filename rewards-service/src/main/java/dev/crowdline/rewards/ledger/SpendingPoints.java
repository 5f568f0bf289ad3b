package dev.crowdline.rewards.ledger;

import dev.crowdline.rewards.ledger.domain.AccountKind;
import dev.crowdline.rewards.ledger.domain.Book;
import dev.crowdline.rewards.ledger.domain.Spending;
import dev.crowdline.rewards.ledger.persistence.LedgerTable;
import dev.crowdline.rewards.ledger.persistence.LedgerTable.Holder;
import dev.crowdline.support.database.Tx;
import dev.crowdline.support.running.Ids;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.Set;

/** Moves a member's own points for a redemption. */
@ApplicationScoped
public class SpendingPoints {
  private static final Set<AccountKind> KINDS =
      Set.of(
          AccountKind.WALLET,
          AccountKind.HELD,
          AccountKind.DEBT,
          AccountKind.RESERVED,
          AccountKind.REDEMPTION);

  private final LedgerTable ledger;

  SpendingPoints(LedgerTable ledger) {
    this.ledger = ledger;
  }

  /**
   * Sets points aside, if the member has as many; how many are missing otherwise, and then nothing
   * is moved.
   */
  public long reserve(Tx tx, Spending spending) {
    Book book = open(tx, spending);
    long has = book.balance(spending.community(), spending.memberId(), AccountKind.WALLET);
    if (has < spending.points()) {
      return spending.points() - has;
    }
    ledger.record(tx, book.spend(spending));
    return 0;
  }

  /** Spends what was set aside, or gives it back. */
  public void move(Tx tx, Spending spending) {
    ledger.record(tx, open(tx, spending).spend(spending));
  }

  private Book open(Tx tx, Spending spending) {
    Holder holder = new Holder(spending.community(), spending.memberId());
    return new Book(ledger.open(tx, Set.of(holder), KINDS), Ids::next);
  }
}
