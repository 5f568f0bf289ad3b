package dev.crowdline.rewards.redemptions;

import dev.crowdline.rewards.catalogue.domain.Fulfilment;
import dev.crowdline.rewards.catalogue.persistence.StockTable;
import dev.crowdline.rewards.ledger.SpendingPoints;
import dev.crowdline.rewards.ledger.domain.Spending;
import dev.crowdline.rewards.redemptions.domain.Delivery;
import dev.crowdline.rewards.redemptions.domain.Purchase;
import dev.crowdline.rewards.redemptions.domain.Redemption;
import dev.crowdline.rewards.redemptions.messaging.StatingRedemptions;
import dev.crowdline.rewards.redemptions.persistence.RedemptionTable;
import dev.crowdline.rewards.redemptions.persistence.RedemptionTable.Kept;
import dev.crowdline.support.database.Database;
import dev.crowdline.support.database.Tx;
import dev.crowdline.support.running.Loop;
import io.quarkus.runtime.ShutdownEvent;
import io.quarkus.runtime.StartupEvent;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import org.jboss.logging.Logger;
import org.jspecify.annotations.Nullable;

/**
 * Brings what is reserved to its end: hands it out, and then spends its points or gives them back.
 * What nobody brought to its end is due again after a while (P10, P12).
 */
@ApplicationScoped
public class SettlingRedemptions {
  private static final Logger LOG = Logger.getLogger(SettlingRedemptions.class);
  private static final Duration PAUSE = Duration.ofMillis(100);
  private static final int BATCH = 50;

  private final Database database;
  private final RedemptionTable redemptions;
  private final StockTable stock;
  private final SpendingPoints spending;
  private final DeliveringCodes codes;
  private final DeliveringByPartner partner;
  private final InstantSource clock;
  private @Nullable Loop loop;

  SettlingRedemptions(
      Database database,
      RedemptionTable redemptions,
      StockTable stock,
      SpendingPoints spending,
      DeliveringCodes codes,
      DeliveringByPartner partner,
      InstantSource clock) {
    this.database = database;
    this.redemptions = redemptions;
    this.stock = stock;
    this.spending = spending;
    this.codes = codes;
    this.partner = partner;
    this.clock = clock;
  }

  void start(@Observes StartupEvent event) {
    loop = Loop.every("redemptions", PAUSE, this::sweep);
  }

  void stop(@Observes ShutdownEvent event) {
    if (loop != null) {
      loop.close();
    }
  }

  /** Does all that is due now, in batches. */
  void sweep() {
    List<Kept> due;
    do {
      due =
          database.transact(
              tx -> redemptions.takeDue(tx, clock.instant(), Redemption.Reserved.PATIENCE, BATCH));
      handOutAll(due);
    } while (due.size() == BATCH);
  }

  /** At the same time, so that a partner who is slow holds nobody up for longer than one call. */
  private void handOutAll(List<Kept> due) {
    try (ExecutorService all = Executors.newVirtualThreadPerTaskExecutor()) {
      due.forEach(kept -> all.execute(() -> handOutAgain(kept)));
    }
  }

  private void handOutAgain(Kept kept) {
    try {
      handOut(kept);
    } catch (RuntimeException e) {
      // It is due again after its patience.
      LOG.warnf("redemption %s waits: %s", kept.redemption().purchase().id(), e.getMessage());
    }
  }

  /** Hands out what is reserved, and brings it to its end. Anything else is at its end already. */
  void handOut(Kept kept) {
    if (kept.redemption() instanceof Redemption.Reserved reserved) {
      Delivery delivery = by(kept.by()).deliver(reserved);
      database.transact(tx -> {
        settle(tx, reserved.purchase(), delivery);
        return null;
      });
    }
  }

  private DeliveringItems by(Fulfilment fulfilment) {
    return switch (fulfilment) {
      case CODES -> codes;
      case PARTNER -> partner;
    };
  }

  /** Whoever comes second finds the end, and does nothing. */
  private void settle(Tx tx, Purchase what, Delivery delivery) {
    Kept kept = redemptions.lock(tx, what.community(), what.id());
    if (kept == null || !(kept.redemption() instanceof Redemption.Reserved reserved)) {
      return;
    }
    Instant now = clock.instant();
    switch (delivery) {
      case Delivery.Done done -> {
        Redemption.Fulfilled fulfilled = reserved.fulfil(now);
        redemptions.end(tx, fulfilled);
        spending.move(tx, spending(Spending.Kind.REDEEM, what, now));
        StatingRedemptions.came(tx, fulfilled, now);
      }
      case Delivery.Later later -> redemptions.postpone(tx, what, later.at());
      case Delivery.Failed failed -> {
        Redemption.Refunded refunded = reserved.refund(failed.reason(), now);
        redemptions.end(tx, refunded);
        if (failed.reason().leavesStock()) {
          stock.add(tx, what.community(), what.itemId(), 1);
        }
        spending.move(tx, spending(Spending.Kind.REFUND, what, now));
        StatingRedemptions.came(tx, refunded, now);
      }
    }
  }

  private static Spending spending(Spending.Kind kind, Purchase what, Instant now) {
    return new Spending(kind, what.community(), what.memberId(), what.id(), what.points(), now);
  }
}
