package dev.crowdline.rewards.catalogue;

import dev.crowdline.rewards.catalogue.domain.Codes;
import dev.crowdline.rewards.catalogue.domain.Fulfilment;
import dev.crowdline.rewards.catalogue.domain.Item;
import dev.crowdline.rewards.catalogue.persistence.CodeTable;
import dev.crowdline.rewards.catalogue.persistence.ItemRepository;
import dev.crowdline.rewards.catalogue.persistence.PartnerTable;
import dev.crowdline.rewards.catalogue.persistence.StockTable;
import dev.crowdline.rewards.ranks.KeepingLadder;
import dev.crowdline.support.acts.Acts;
import dev.crowdline.support.database.Database;
import dev.crowdline.support.database.Tx;
import dev.crowdline.support.database.Versioned;
import dev.crowdline.support.idempotency.Idempotency;
import dev.crowdline.support.problems.Problem;
import dev.crowdline.support.problems.ProblemType;
import dev.crowdline.support.security.Caller;
import dev.crowdline.support.web.IfMatch;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** An operator edits what points buy, and members see what is on offer. */
@ApplicationScoped
public class KeepingCatalogue {
  /** The most items of a community, withdrawn ones among them. */
  static final int MOST = 200;

  private static final String ITEM = "item";
  private static final String NAME = "name";
  private static final String FULFILMENT = "fulfilment";

  /** For the fingerprint of what is asked: the same again is given another id. */
  private static final UUID NOT_YET = new UUID(0, 0);

  private final Database database;
  private final ItemRepository items;
  private final StockTable stock;
  private final CodeTable codes;
  private final PartnerTable partners;
  private final KeepingLadder ladder;
  private final Idempotency idempotency;
  private final Acts acts;
  private final InstantSource clock;

  KeepingCatalogue(
      Database database,
      ItemRepository items,
      StockTable stock,
      CodeTable codes,
      PartnerTable partners,
      KeepingLadder ladder,
      Idempotency idempotency,
      Acts acts,
      InstantSource clock) {
    this.database = database;
    this.items = items;
    this.stock = stock;
    this.codes = codes;
    this.partners = partners;
    this.ladder = ladder;
    this.idempotency = idempotency;
    this.acts = acts;
    this.clock = clock;
  }

  /** What is done, as it is written down. */
  public enum Kind {
    ITEM_ADDED,
    ITEM_CHANGED,
    CODES_IMPORTED
  }

  /**
   * An item and its stock.
   *
   * @param remaining how many can still be bought; null is any number
   */
  public record Stocked(Versioned<Item> item, @Nullable Long remaining) {}

  /**
   * What became of codes.
   *
   * @param imported new ones, which can be bought now
   * @param known those that the community has had before; they are left as they are
   */
  public record Imported(int imported, int known) {}

  /** Adds an item, and returns it as it stands; the same key adds one. */
  public Stocked add(Caller caller, Item item, @Nullable String key) {
    Idempotency.Outcome outcome =
        database.transact(tx ->
            idempotency.runFor(
                tx,
                caller,
                "add-item",
                key,
                item.withId(NOT_YET),
                201,
                item.id().toString(),
                () -> add(tx, caller, item)));
    return get(caller.community(), UUID.fromString(outcome.resourceId()));
  }

  private void add(Tx tx, Caller caller, Item item) {
    Instant now = clock.instant();
    mustBeInReach(tx, caller.community(), item);
    items.holdOthers(tx, caller.community());
    if (items.of(tx, caller.community()).size() >= MOST) {
      throw Problem.of(ProblemType.NOT_ALLOWED_HERE, "a catalogue has at most " + MOST + " items");
    }
    if (item.fulfilment() == Fulfilment.PARTNER && partners.find(tx, caller.community()) == null) {
      throw Problem.field(
          ProblemType.NOT_ALLOWED_HERE,
          FULFILMENT,
          "there is no partner yet; PUT /v1/programme/partner says where it is");
    }
    items.add(tx, caller.community(), item, now);
    stock.open(
        tx, caller.community(), item.id(), item.fulfilment() == Fulfilment.CODES ? 0L : null);
    act(tx, caller, now, Kind.ITEM_ADDED, item);
  }

  /** Replaces an item, if it is still as {@code ifMatch} says. What was bought stays as it was. */
  public Stocked replace(Caller caller, Item item, @Nullable String ifMatch) {
    database.transact(tx -> {
      Versioned<Item> before = standing(tx, caller.community(), item.id());
      IfMatch.mustBe(ifMatch, before.version());
      mustBeInReach(tx, caller.community(), item);
      if (item.fulfilment() != before.value().fulfilment()) {
        throw Problem.field(
            ProblemType.NOT_ALLOWED_HERE, FULFILMENT, "is never changed; add another item");
      }
      Instant now = clock.instant();
      items.replace(tx, caller.community(), item, now);
      act(tx, caller, now, Kind.ITEM_CHANGED, item);
      return null;
    });
    return get(caller.community(), item.id());
  }

  /** Its rank is one of the ladder, which is kept until the end of this transaction. */
  private void mustBeInReach(Tx tx, String community, Item item) {
    if (item.offered()) {
      ladder.mustHave(tx, community, item.fromRung(), "fromRung");
    }
  }

  private void act(Tx tx, Caller caller, Instant now, Kind kind, Item item) {
    acts.add(
        tx,
        caller,
        null,
        now,
        kind,
        Map.of(
            ITEM,
            item.id().toString(),
            NAME,
            item.name(),
            "price",
            Long.toString(item.price()),
            "valueMinor",
            Long.toString(item.valueMinor()),
            "offered",
            Boolean.toString(item.offered()),
            "fromRung",
            Integer.toString(item.fromRung())));
  }

  /** Adds codes to what an item hands out, and to its stock. */
  public Imported importCodes(Caller caller, UUID id, Codes given) {
    return database.transact(tx -> {
      Item item = standing(tx, caller.community(), id).value();
      Instant now = clock.instant();
      if (item.fulfilment() != Fulfilment.CODES) {
        throw Problem.of(
            ProblemType.ILLEGAL_STATE, "the partner hands this item out; it takes no codes");
      }
      int imported = codes.add(tx, caller.community(), id, given.codes(), now);
      stock.add(tx, caller.community(), id, imported);
      acts.add(
          tx,
          caller,
          null,
          now,
          Kind.CODES_IMPORTED,
          Map.of(ITEM, id.toString(), NAME, item.name(), "imported", Integer.toString(imported)));
      return new Imported(imported, given.codes().size() - imported);
    });
  }

  /** All items of a community with their stock, the cheapest first. */
  public List<Stocked> list(String community) {
    return database.transact(tx -> {
      Map<UUID, @Nullable Long> remaining = stock.of(tx, community);
      return items.of(tx, community).stream()
          .map(item -> new Stocked(item, remaining.get(item.value().id())))
          .toList();
    });
  }

  /** Those that a member may take now, sold out ones among them. */
  public List<Stocked> onOffer(String community) {
    Instant now = clock.instant();
    return list(community).stream().filter(each -> each.item().value().isOnOffer(now)).toList();
  }

  /** An item, which must exist. */
  public Stocked get(String community, UUID id) {
    return database.transact(
        tx -> new Stocked(standing(tx, community, id), stock.of(tx, community).get(id)));
  }

  private Versioned<Item> standing(Tx tx, String community, UUID id) {
    Versioned<Item> found = items.find(tx, community, id);
    if (found == null) {
      throw Problem.notFound(ITEM, id);
    }
    return found;
  }
}
