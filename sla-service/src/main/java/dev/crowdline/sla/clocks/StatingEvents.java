package dev.crowdline.sla.clocks;

import dev.crowdline.support.database.Tx;
import java.time.Instant;

/** States what a change came to, as facts, in the same transaction. */
public interface StatingEvents {
  void state(Tx tx, Instant now, Change change);
}
