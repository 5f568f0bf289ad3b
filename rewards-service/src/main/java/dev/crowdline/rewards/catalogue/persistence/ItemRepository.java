package dev.crowdline.rewards.catalogue.persistence;

import dev.crowdline.rewards.catalogue.domain.Item;
import dev.crowdline.support.database.Tx;
import dev.crowdline.support.database.Versioned;
import io.quarkus.hibernate.orm.panache.PanacheRepositoryBase;
import io.quarkus.panache.common.Sort;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * The items of catalogues, as operators edit them. How many there are changes with each purchase
 * and lies in {@link StockTable}.
 */
@ApplicationScoped
public class ItemRepository implements PanacheRepositoryBase<ItemEntity, ItemEntity.Key> {

  /** Adds an item; its id is new. */
  public void add(Tx tx, String community, Item item, Instant now) {
    ItemEntity row = new ItemEntity();
    row.community = community;
    row.id = item.id();
    row.createdAt = now;
    row.take(item, now);
    persistAndFlush(row);
  }

  /** Replaces an item that stands; it stands at the version that is returned. */
  public Versioned<Item> replace(Tx tx, String community, Item item, Instant now) {
    ItemEntity row =
        findByIdOptional(new ItemEntity.Key(community, item.id()))
            .orElseThrow(() -> new IllegalStateException("no item " + item.id()));
    row.take(item, now);
    flush();
    return row.toItem();
  }

  /** The item of that id, or null. */
  public @Nullable Versioned<Item> find(Tx tx, String community, UUID id) {
    ItemEntity found = findById(new ItemEntity.Key(community, id));
    return found == null ? null : found.toItem();
  }

  /** All of a community, the cheapest first. */
  public List<Versioned<Item>> of(Tx tx, String community) {
    return list("community", Sort.by("price", "name", "id"), community).stream()
        .map(ItemEntity::toItem)
        .toList();
  }

  /** Lets nobody else add an item of the community until this transaction is over. */
  public void holdOthers(Tx tx, String community) {
    tx.query(
        "select pg_advisory_xact_lock(hashtext('catalogue ' || ?)) is null as held",
        row -> 1,
        community);
  }
}
