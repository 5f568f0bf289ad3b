package dev.crowdline.support.inbox;

import dev.crowdline.support.database.Tx;

/** What every service does with facts that all of them hear, before it applies its own. */
public interface CommonFacts {

  /** Applies them in the transaction that advances their receipts. */
  void apply(Tx tx, Arrivals arrivals);
}
