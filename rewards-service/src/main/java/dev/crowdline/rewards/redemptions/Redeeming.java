package dev.crowdline.rewards.redemptions;

import dev.crowdline.rewards.catalogue.domain.Item;
import dev.crowdline.rewards.catalogue.persistence.CodeTable;
import dev.crowdline.rewards.catalogue.persistence.ItemRepository;
import dev.crowdline.rewards.catalogue.persistence.StockTable;
import dev.crowdline.rewards.ledger.SpendingPoints;
import dev.crowdline.rewards.ledger.domain.Spending;
import dev.crowdline.rewards.limits.KeepingLimits;
import dev.crowdline.rewards.ranks.ReadingRanks;
import dev.crowdline.rewards.redemptions.domain.Purchase;
import dev.crowdline.rewards.redemptions.domain.Redemption;
import dev.crowdline.rewards.redemptions.messaging.StatingRedemptions;
import dev.crowdline.rewards.redemptions.persistence.RedemptionTable;
import dev.crowdline.rewards.redemptions.persistence.RedemptionTable.Kept;
import dev.crowdline.support.acts.Acts;
import dev.crowdline.support.database.Database;
import dev.crowdline.support.database.Tx;
import dev.crowdline.support.database.Versioned;
import dev.crowdline.support.idempotency.Idempotency;
import dev.crowdline.support.problems.Problem;
import dev.crowdline.support.problems.ProblemType;
import dev.crowdline.support.running.Ids;
import dev.crowdline.support.security.Caller;
import dev.crowdline.support.web.Cursor;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** A member takes an item for points, and sees what came of it. */
@ApplicationScoped
public class Redeeming {
  private final Database database;
  private final RedemptionTable redemptions;
  private final StockTable stock;
  private final CodeTable codes;
  private final ItemRepository items;
  private final ReadingRanks ranks;
  private final SpendingPoints spending;
  private final KeepingLimits limits;
  private final SettlingRedemptions settling;
  private final Idempotency idempotency;
  private final Acts acts;
  private final InstantSource clock;

  Redeeming(
      Database database,
      RedemptionTable redemptions,
      StockTable stock,
      CodeTable codes,
      ItemRepository items,
      ReadingRanks ranks,
      SpendingPoints spending,
      KeepingLimits limits,
      SettlingRedemptions settling,
      Idempotency idempotency,
      Acts acts,
      InstantSource clock) {
    this.database = database;
    this.redemptions = redemptions;
    this.stock = stock;
    this.codes = codes;
    this.items = items;
    this.ranks = ranks;
    this.spending = spending;
    this.limits = limits;
    this.settling = settling;
    this.idempotency = idempotency;
    this.acts = acts;
    this.clock = clock;
  }

  /** What is done, as it is written down. */
  public enum Kind {
    CODE_REVEALED
  }

  /**
   * What a member wants.
   *
   * @param price as the member saw it; another one by now is told and nothing is taken
   */
  public record Wanted(UUID itemId, long price) {}

  /**
   * What came of it.
   *
   * @param code shown this once; null when it was shown before, or there is none
   */
  public record Taken(Kept kept, @Nullable String code) {}

  /**
   * Takes an item for points, once per key. Points and stock are reserved in one transaction; then
   * it is handed out. If this process dies in between, whoever sweeps does the rest.
   */
  public Taken redeem(Caller caller, UUID member, Wanted wanted, String key) {
    UUID id = Ids.next();
    Idempotency.Outcome outcome =
        database.transact(tx ->
            idempotency.runFor(
                tx,
                caller,
                "redeem",
                key,
                wanted,
                201,
                id.toString(),
                () -> reserve(tx, caller.community(), member, id, wanted)));
    UUID redemption = UUID.fromString(outcome.resourceId());
    if (outcome.repeated()) {
      return new Taken(kept(caller.community(), redemption, member), null);
    }
    settling.handOut(kept(caller.community(), redemption, member));
    Kept kept = kept(caller.community(), redemption, member);
    String code =
        kept.redemption() instanceof Redemption.Fulfilled
            ? database.read(sql -> codes.of(sql, caller.community(), redemption))
            : null;
    return new Taken(kept, code);
  }

  /** Points and stock in this transaction, or a refusal that says why not. */
  void reserve(Tx tx, String community, UUID member, UUID id, Wanted wanted) {
    Instant now = clock.instant();
    StockTable.Taken taken =
        stock.take(tx, community, wanted.itemId(), member, wanted.price(), now);
    if (taken == null) {
      throw refusal(tx, community, member, wanted, now);
    }
    Redemption.Requested requested =
        new Redemption.Requested(
            new Purchase(
                community,
                id,
                member,
                wanted.itemId(),
                taken.name(),
                wanted.price(),
                taken.valueMinor(),
                now));
    Redemption.Reserved reserved = requested.reserve();
    redemptions.add(tx, reserved, taken.fulfilment());
    long missing =
        spending.reserve(
            tx, new Spending(Spending.Kind.RESERVE, community, member, id, wanted.price(), now));
    if (missing > 0) {
      throw Problem.of(
          ProblemType.ILLEGAL_STATE,
          "“" + taken.name() + "” takes " + missing + " points more than you have to spend");
    }
    limits.check(tx, community, member, now);
    StatingRedemptions.came(tx, requested, now);
    StatingRedemptions.came(tx, reserved, now);
  }

  /** Why nothing could be taken: what is told is what stands now. */
  private Problem refusal(Tx tx, String community, UUID member, Wanted wanted, Instant now) {
    Versioned<Item> found = items.find(tx, community, wanted.itemId());
    if (found == null) {
      return Problem.notFound("item", wanted.itemId());
    }
    Item item = found.value();
    if (!item.isOnOffer(now)) {
      return Problem.of(ProblemType.EXPIRED, "“" + item.name() + "” is not on offer any more");
    }
    if (item.price() != wanted.price()) {
      return Problem.of(
          ProblemType.PRECONDITION_FAILED,
          "“" + item.name() + "” takes " + item.price() + " points by now; decide anew");
    }
    int rung = ranks.standing(tx, community, member).rung();
    if (rung < item.fromRung()) {
      return Problem.of(
          ProblemType.ILLEGAL_STATE,
          "“"
              + item.name()
              + "” is for members from rank “"
              + ranks.name(tx, community, item.fromRung())
              + "” on; yours is “"
              + ranks.name(tx, community, rung)
              + "”");
    }
    return Problem.of(
        ProblemType.ALREADY_TAKEN, "the last “" + item.name() + "” was taken a moment ago");
  }

  /** A redemption of this member. */
  public Kept kept(String community, UUID id, UUID member) {
    return own(database.read(sql -> redemptions.find(sql, community, id)), id, member);
  }

  /** Redemptions, the latest first; only this member's, or all where none is named. */
  public List<Kept> list(
      String community, @Nullable UUID member, @Nullable Cursor after, int limit) {
    return database.read(sql -> redemptions.latest(sql, community, member, after, limit));
  }

  /** The code of a member's own redemption, once more; that it was shown is written down. */
  public String reveal(Caller caller, UUID id, UUID member) {
    return database.transact(tx -> {
      Kept kept = own(redemptions.lock(tx, caller.community(), id), id, member);
      if (!(kept.redemption() instanceof Redemption.Fulfilled)) {
        throw Problem.of(ProblemType.ILLEGAL_STATE, "nothing was handed out for it");
      }
      if (!kept.coded()) {
        throw Problem.of(ProblemType.ILLEGAL_STATE, "what was handed out for it has no code");
      }
      Instant now = clock.instant();
      redemptions.revealed(tx, caller.community(), id, now);
      acts.add(
          tx,
          caller,
          null,
          now,
          Kind.CODE_REVEALED,
          Map.of("redemption", id.toString(), "name", kept.redemption().purchase().item()));
      return Objects.requireNonNull(codes.of(tx, caller.community(), id));
    });
  }

  private static Kept own(@Nullable Kept found, UUID id, UUID member) {
    if (found == null || !found.redemption().purchase().memberId().equals(member)) {
      throw Problem.notFound("redemption", id);
    }
    return found;
  }
}
