package dev.crowdline.sla.clocks;

import dev.crowdline.sla.clocks.persistence.ClockTable;
import dev.crowdline.support.database.Tx;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Instant;
import java.util.List;

/** Stores changed clocks, their reports and their facts together (P6), whatever changed them. */
@ApplicationScoped
class StoringChanges {
  private final ClockTable rows;
  private final CountingChanges counting;
  private final StatingEvents stating;
  private final KnowingWaits waits;

  StoringChanges(
      ClockTable rows, CountingChanges counting, StatingEvents stating, KnowingWaits waits) {
    this.rows = rows;
    this.counting = counting;
    this.stating = stating;
    this.waits = waits;
  }

  void store(Tx tx, Instant now, List<Change> changes) {
    if (changes.isEmpty()) {
      return;
    }
    rows.store(tx, changes.stream().map(Change::after).toList());
    counting.count(tx, changes);
    waits.follow(tx, now, changes);
    changes.forEach(change -> stating.state(tx, now, change));
  }
}
