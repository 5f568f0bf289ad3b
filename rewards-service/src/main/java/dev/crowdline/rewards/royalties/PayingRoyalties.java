package dev.crowdline.rewards.royalties;

import dev.crowdline.rewards.ledger.AdjustingPoints;
import dev.crowdline.rewards.ledger.domain.Adjustment;
import dev.crowdline.rewards.ledger.domain.Purpose;
import dev.crowdline.rewards.ledger.persistence.LedgerTable.Holder;
import dev.crowdline.rewards.royalties.domain.Royalty;
import dev.crowdline.rewards.royalties.persistence.RoyaltyTable;
import dev.crowdline.support.database.Database;
import dev.crowdline.support.database.Tx;
import dev.crowdline.support.running.Loop;
import io.quarkus.runtime.ShutdownEvent;
import io.quarkus.runtime.StartupEvent;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Pays royalties, each once, whichever replica does it (P5). */
@ApplicationScoped
public class PayingRoyalties {
  private static final Duration PAUSE = Duration.ofSeconds(1);
  private static final int BATCH = 200;

  private final Database database;
  private final RoyaltyTable rows;
  private final AdjustingPoints adjusting;
  private final InstantSource clock;
  private @Nullable Loop loop;

  PayingRoyalties(
      Database database, RoyaltyTable rows, AdjustingPoints adjusting, InstantSource clock) {
    this.database = database;
    this.rows = rows;
    this.adjusting = adjusting;
    this.clock = clock;
  }

  void start(@Observes StartupEvent event) {
    loop = Loop.every("royalties", PAUSE, this::sweep);
  }

  void stop(@Observes ShutdownEvent event) {
    if (loop != null) {
      loop.close();
    }
  }

  /** Pays all that is due now. */
  void sweep() {
    int paid;
    do {
      paid = database.transact(this::pay);
    } while (paid == BATCH);
  }

  private int pay(Tx tx) {
    List<Royalty> due = rows.lockDue(tx, clock.instant(), BATCH);
    if (!due.isEmpty()) {
      adjusting.adjust(
          tx,
          due.stream()
              .map(each -> new Holder(each.community(), each.memberId()))
              .distinct()
              .toList(),
          locked -> due.stream().map(PayingRoyalties::adjustment).toList());
      rows.paid(tx, due);
    }
    return due.size();
  }

  private static Adjustment.Royalty adjustment(Royalty royalty) {
    return new Adjustment.Royalty(
        royalty.community(),
        royalty.memberId(),
        new Purpose.Royalty(royalty.requestId()),
        royalty.points(),
        royalty.at());
  }
}
