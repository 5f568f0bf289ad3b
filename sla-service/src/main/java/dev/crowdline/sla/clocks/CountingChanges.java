package dev.crowdline.sla.clocks;

import dev.crowdline.support.database.Tx;
import java.util.List;

/** Keeps the reports in step with the clocks, in the same transaction. */
public interface CountingChanges {
  void count(Tx tx, List<Change> changes);
}
