package dev.crowdline.support.inbox;

import dev.crowdline.support.database.Tx;
import java.util.List;

/**
 * What a service does with the facts of the others. Each service has exactly one. No fact is an
 * error: whatever the state, the outcome is apply, keep or ignore; an exception means a bug or a
 * poison record, and parks its key.
 */
public interface FactApplier {

  /** Applies facts in the transaction that advances their receipts (P6). */
  void apply(Tx tx, Arrivals arrivals);

  /**
   * Applies a batch: later facts about a subject stand in later rounds. Whoever must lock all that
   * a batch touches at once takes them together.
   */
  default void applyAll(Tx tx, List<Arrivals> rounds) {
    rounds.forEach(round -> apply(tx, round));
  }
}
