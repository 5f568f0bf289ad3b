package dev.crowdline.rewards.redemptions;

import dev.crowdline.rewards.catalogue.persistence.CodeTable;
import dev.crowdline.rewards.redemptions.domain.Delivery;
import dev.crowdline.rewards.redemptions.domain.Purchase;
import dev.crowdline.rewards.redemptions.domain.Redemption;
import dev.crowdline.rewards.redemptions.domain.RefundReason;
import dev.crowdline.support.database.Database;
import jakarta.enterprise.context.ApplicationScoped;

/** Hands out one of the codes that an operator imported for the item. */
@ApplicationScoped
public class DeliveringCodes implements DeliveringItems {
  private final Database database;
  private final CodeTable codes;

  DeliveringCodes(Database database, CodeTable codes) {
    this.database = database;
    this.codes = codes;
  }

  @Override
  public Delivery deliver(Redemption.Reserved reserved) {
    Purchase what = reserved.purchase();
    boolean given =
        database.transact(tx -> codes.give(tx, what.community(), what.itemId(), what.id()));
    return given ? new Delivery.Done() : new Delivery.Failed(RefundReason.NO_CODE);
  }
}
