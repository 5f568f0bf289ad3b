package dev.crowdline.support.inbox;

import dev.crowdline.support.database.Tx;

/**
 * What a service does with the facts of the others. Each service has exactly one. No fact is an
 * error: whatever the state, the outcome is apply, keep or ignore; an exception means a bug or a
 * poison record, and parks its key.
 */
public interface FactApplier {

  /** Applies facts in the transaction that advances their receipts (P6). */
  void apply(Tx tx, Arrivals arrivals);
}
