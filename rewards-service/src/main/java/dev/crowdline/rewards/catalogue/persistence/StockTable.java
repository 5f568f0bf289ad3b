package dev.crowdline.rewards.catalogue.persistence;

import dev.crowdline.rewards.catalogue.domain.Fulfilment;
import dev.crowdline.support.database.Sql;
import dev.crowdline.support.database.Tx;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** How many of each item can still be bought. */
@ApplicationScoped
public class StockTable {

  /** What was taken, as it was at that moment. */
  public record Taken(String name, long valueMinor, Fulfilment fulfilment) {}

  private record Left(UUID item, @Nullable Long remaining) {}

  /** Opens the stock of a new item; null is any number. */
  public void open(Tx tx, String community, UUID item, @Nullable Long remaining) {
    tx.update(
        "insert into item_stock (community, item_id, remaining) values (?, ?, ?)",
        community,
        item,
        remaining);
  }

  /**
   * Takes one of an item that is on offer to that member at that price; null when it is not, or
   * none is left. The condition is judged again on the row as whoever held it before has left it,
   * so no stock is sold twice.
   */
  public @Nullable Taken take(
      Tx tx, String community, UUID item, UUID member, long price, Instant now) {
    return tx.one(
        """
        update item_stock s set remaining = s.remaining - 1
        from catalogue_item i
        where s.community = ? and s.item_id = ? and i.community = s.community and i.id = s.item_id
          and (s.remaining is null or s.remaining > 0)
          and i.offered and i.price = ?
          and (i.valid_from is null or i.valid_from <= ?) and (i.valid_to is null or i.valid_to > ?)
          and (i.from_rung = 1 or exists (
            select from member_rank r
            where r.community = i.community and r.member_id = ? and r.rung >= i.from_rung))
        returning i.name, i.value_minor, i.fulfilment
        """,
        row ->
            new Taken(
                row.text("name"),
                row.bigint("value_minor"),
                row.constant("fulfilment", Fulfilment.class)),
        community,
        item,
        price,
        now,
        now,
        member);
  }

  /** Adds to what can be bought; any number stays any number. */
  public void add(Tx tx, String community, UUID item, long count) {
    tx.update(
        "update item_stock set remaining = remaining + ? where community = ? and item_id = ?",
        count,
        community,
        item);
  }

  /** What is left of each item of a community; null is any number. */
  public Map<UUID, @Nullable Long> of(Sql sql, String community) {
    Map<UUID, @Nullable Long> remaining = new HashMap<>();
    sql.query(
            "select item_id, remaining from item_stock where community = ?",
            row -> new Left(row.uuid("item_id"), row.bigintOrNull("remaining")),
            community)
        .forEach(each -> remaining.put(each.item(), each.remaining()));
    return remaining;
  }
}
