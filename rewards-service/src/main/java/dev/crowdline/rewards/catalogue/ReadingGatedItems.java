package dev.crowdline.rewards.catalogue;

import dev.crowdline.rewards.catalogue.persistence.ItemRepository;
import dev.crowdline.rewards.ranks.ReadingGates;
import dev.crowdline.support.database.Tx;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.Comparator;
import java.util.List;

/** The items that are behind a rank. Withdrawn ones open to nobody. */
@ApplicationScoped
public class ReadingGatedItems implements ReadingGates {
  private final ItemRepository items;

  ReadingGatedItems(ItemRepository items) {
    this.items = items;
  }

  @Override
  public List<Gated> gated(Tx tx, String community) {
    return items.of(tx, community).stream()
        .map(item -> item.value())
        .filter(item -> item.offered() && item.fromRung() > 1)
        .map(item -> new Gated(item.name(), item.fromRung()))
        .sorted(Comparator.comparingInt(Gated::rung))
        .toList();
  }
}
