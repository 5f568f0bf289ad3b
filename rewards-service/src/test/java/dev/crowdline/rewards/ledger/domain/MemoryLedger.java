package dev.crowdline.rewards.ledger.domain;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicLong;

/** The ledger's tables in memory, written and read as the service does, checked after each fact. */
final class MemoryLedger {
  static final String COMMUNITY = "demo";

  private final Map<AccountKey, Account> accounts = new HashMap<>();
  private final Map<UUID, Map<UUID, Verdict>> verdicts = new HashMap<>();
  private final Map<UUID, Map<UUID, Appraisal>> appraisals = new HashMap<>();
  private final Map<UUID, Ending> endings = new HashMap<>();
  private final Map<UUID, Set<UUID>> withdrawn = new HashMap<>();
  private final List<Transfer> transfers = new ArrayList<>();
  private final Set<String> legs = new HashSet<>();

  private final AtomicLong ids = new AtomicLong();

  /** Takes a fact in and returns the steps taken. */
  List<Step> hear(Heard fact) {
    RequestPay pay =
        new RequestPay(
            answers(fact.requestId()),
            verdicts.getOrDefault(fact.requestId(), Map.of()),
            appraisals.getOrDefault(fact.requestId(), Map.of()),
            withdrawn.getOrDefault(fact.requestId(), Set.of()),
            endings.get(fact.requestId()));
    List<Due> due = pay.hear(fact);
    if (fact instanceof Heard.Reviewed reviewed) {
      Set<UUID> of = withdrawn.computeIfAbsent(fact.requestId(), request -> new HashSet<>());
      if (reviewed.withdraws()) {
        of.add(reviewed.assignmentId());
      } else {
        of.remove(reviewed.assignmentId());
      }
    }
    verdicts.put(fact.requestId(), pay.verdicts());
    appraisals.put(fact.requestId(), pay.appraisals());
    endings.put(fact.requestId(), pay.ending());
    due.forEach(each -> open(each.memberId()));
    Book book = new Book(accounts.values(), this::id);
    for (Due each : due) {
      book.take(each, fact).forEach(this::record);
    }
    keep(book);
    return due.stream().map(Due::step).toList();
  }

  /** Takes points out of a wallet, as a purchase does, and what it buys is handed out. */
  void spend(UUID member, long points) {
    UUID redemption = id();
    move(Spending.Kind.RESERVE, member, redemption, points);
    move(Spending.Kind.REDEEM, member, redemption, points);
  }

  /** Moves points for a redemption. */
  void move(Spending.Kind kind, UUID member, UUID redemption, long points) {
    open(member);
    Book book = new Book(accounts.values(), this::id);
    book.spend(new Spending(kind, COMMUNITY, member, redemption, points, Instant.EPOCH))
        .forEach(this::record);
    keep(book);
  }

  /** Corrects a member's points or lets some expire; what that adds to them. */
  long adjust(Adjustment adjustment) {
    open(adjustment.memberId());
    Book book = new Book(accounts.values(), this::id);
    List<Transfer> moved = book.adjust(adjustment);
    moved.forEach(this::record);
    keep(book);
    return moved.stream().mapToLong(each -> each.leg().signed(each.amount())).sum();
  }

  private void record(Transfer transfer) {
    assertThat(transfer.amount()).isPositive();
    assertThat(legs.add(transfer.purpose() + "/" + transfer.leg()))
        .as("P5: %s of one purpose happens once", transfer.leg())
        .isTrue();
    transfers.add(transfer);
  }

  private void keep(Book book) {
    book.accounts().forEach(account -> accounts.put(account.key(), account));
    checkBalances();
  }

  long balance(UUID member, AccountKind kind) {
    Account account = accounts.get(AccountKey.of(COMMUNITY, member, kind));
    return account == null ? 0 : account.balance();
  }

  List<Leg> legsOf(UUID assignment) {
    return transfers.stream()
        .filter(t -> t.purpose() instanceof Purpose.Answer a && a.assignmentId().equals(assignment))
        .map(Transfer::leg)
        .toList();
  }

  private void checkBalances() {
    // That no balance is negative is checked by each Account itself.
    long ofMembers = accounts.values().stream().mapToLong(a -> a.credits() - a.debits()).sum();
    long ofTheCommunity =
        transfers.stream()
            .mapToLong(t ->
                t.amount()
                    * (intoTheCommunity(t.creditAccount()) - intoTheCommunity(t.debitAccount())))
            .sum();
    assertThat(ofMembers + ofTheCommunity).as("P5: sums are zero").isZero();
  }

  private int intoTheCommunity(UUID account) {
    return accounts.values().stream()
            .anyMatch(a -> a.id().equals(account) && a.key().kind().isOfCommunity())
        ? 1
        : 0;
  }

  private void open(UUID member) {
    for (AccountKind kind : AccountKind.values()) {
      AccountKey key = AccountKey.of(COMMUNITY, member, kind);
      accounts.putIfAbsent(key, new Account(id(), key, 0, 0));
    }
  }

  private Map<Pay, RequestPay.Answer> answers(UUID request) {
    Map<Pay, Set<Leg>> moved = new LinkedHashMap<>();
    Map<Pay, Transfer> held = new HashMap<>();
    Map<Pay, Integer> rounds = new HashMap<>();
    for (Transfer transfer : transfers) {
      if (transfer.purpose() instanceof Purpose.Answer answer
          && answer.requestId().equals(request)) {
        Pay pay = new Pay(answer.assignmentId(), answer.by());
        moved.computeIfAbsent(pay, key -> EnumSet.noneOf(Leg.class)).add(transfer.leg());
        held.putIfAbsent(pay, transfer);
        rounds.put(pay, answer.round());
      }
    }
    Map<Pay, RequestPay.Answer> answers = new LinkedHashMap<>();
    moved.forEach((pay, each) -> {
      Transfer first = Objects.requireNonNull(held.get(pay));
      answers.put(
          pay,
          new RequestPay.Answer(
              first.memberId(),
              Objects.requireNonNull(rounds.get(pay)),
              Earning.of(each, first.amount())));
    });
    return answers;
  }

  private UUID id() {
    return new UUID(7, ids.incrementAndGet());
  }
}
