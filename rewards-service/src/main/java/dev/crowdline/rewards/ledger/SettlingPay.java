package dev.crowdline.rewards.ledger;

import dev.crowdline.rewards.ledger.domain.AccountKind;
import dev.crowdline.rewards.ledger.domain.Book;
import dev.crowdline.rewards.ledger.domain.Due;
import dev.crowdline.rewards.ledger.domain.Heard;
import dev.crowdline.rewards.ledger.domain.RequestPay;
import dev.crowdline.rewards.ledger.domain.Transfer;
import dev.crowdline.rewards.ledger.persistence.LedgerTable;
import dev.crowdline.rewards.ledger.persistence.LedgerTable.Holder;
import dev.crowdline.rewards.ledger.persistence.RequestPayTable;
import dev.crowdline.rewards.ledger.persistence.RequestPayTable.RequestKey;
import dev.crowdline.support.database.Tx;
import dev.crowdline.support.running.Ids;
import io.quarkus.arc.All;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;

/**
 * Moves the points that completions, confirmations, refusals and cancellations make due, in a
 * constant number of statements for any number of facts.
 */
@ApplicationScoped
public class SettlingPay {
  private static final Set<AccountKind> KINDS =
      Set.of(AccountKind.ISSUANCE, AccountKind.HELD, AccountKind.WALLET, AccountKind.DEBT);

  private final RequestPayTable pays;
  private final LedgerTable ledger;
  private final List<FollowingAnswers> following;

  SettlingPay(RequestPayTable pays, LedgerTable ledger, @All List<FollowingAnswers> following) {
    this.pays = pays;
    this.ledger = ledger;
    this.following = following;
  }

  /** A step that was taken, and the fact that made it due. */
  public record Settled(Heard cause, Due due) {}

  /**
   * Takes facts in, in their order, and returns what was moved. Once in a transaction: all members
   * that it touches are locked together.
   */
  public List<Settled> settle(Tx tx, List<Heard> facts) {
    if (facts.isEmpty()) {
      return List.of();
    }
    Set<RequestKey> keys = new LinkedHashSet<>();
    facts.forEach(fact -> keys.add(key(fact)));
    Map<RequestKey, RequestPay> known = pays.load(tx, keys);
    List<Settled> settled = new ArrayList<>();
    for (Heard fact : facts) {
      RequestPay pay = Objects.requireNonNull(known.get(key(fact)));
      pay.hear(fact).forEach(due -> settled.add(new Settled(fact, due)));
    }
    pays.save(tx, known);
    if (!settled.isEmpty()) {
      ledger.record(tx, transfers(tx, settled));
      following.forEach(each -> each.settled(tx, settled));
    }
    return settled;
  }

  private List<Transfer> transfers(Tx tx, List<Settled> settled) {
    Set<Holder> holders = new HashSet<>();
    settled.forEach(s -> holders.add(new Holder(s.cause().community(), s.due().memberId())));
    Book book = new Book(ledger.open(tx, holders, KINDS), Ids::next);
    List<Transfer> transfers = new ArrayList<>();
    settled.forEach(s -> transfers.addAll(book.take(s.due(), s.cause())));
    return transfers;
  }

  private static RequestKey key(Heard fact) {
    return new RequestKey(fact.community(), fact.requestId());
  }
}
