package dev.crowdline.rewards.ledger;

import dev.crowdline.rewards.ledger.domain.AccountKind;
import dev.crowdline.rewards.ledger.domain.Adjustment;
import dev.crowdline.rewards.ledger.domain.Book;
import dev.crowdline.rewards.ledger.domain.Transfer;
import dev.crowdline.rewards.ledger.persistence.LedgerTable;
import dev.crowdline.rewards.ledger.persistence.LedgerTable.Holder;
import dev.crowdline.support.database.Tx;
import dev.crowdline.support.running.Ids;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.Collection;
import java.util.List;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;

/** Moves points that no answer and no purchase moves: corrections, and what grew too old. */
@ApplicationScoped
public class AdjustingPoints {
  private static final Set<AccountKind> KINDS =
      Set.of(
          AccountKind.ISSUANCE,
          AccountKind.HELD,
          AccountKind.WALLET,
          AccountKind.DEBT,
          AccountKind.EXPIRY);

  private final LedgerTable ledger;

  AdjustingPoints(LedgerTable ledger) {
    this.ledger = ledger;
  }

  /**
   * Takes adjustments in their order. Once in a transaction: all members that it touches are locked
   * together.
   *
   * @param decide told that the members are locked, says what is to be adjusted
   * @return what was moved
   */
  public List<Transfer> adjust(
      Tx tx, Collection<Holder> members, Function<Tx, List<? extends Adjustment>> decide) {
    Book book = new Book(ledger.open(tx, Set.copyOf(members), KINDS), Ids::next);
    List<Transfer> moved =
        decide.apply(tx).stream()
            .flatMap(each -> book.adjust(each).stream())
            .collect(Collectors.toList());
    if (!moved.isEmpty()) {
      ledger.record(tx, moved);
    }
    return moved;
  }
}
