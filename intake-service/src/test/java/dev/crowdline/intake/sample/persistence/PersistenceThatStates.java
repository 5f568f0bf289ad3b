package dev.crowdline.intake.sample.persistence;

import dev.crowdline.contracts.intake.RequestCancelled;
import dev.crowdline.support.database.Tx;
import java.time.Instant;
import java.util.UUID;

/** Only messaging knows facts. */
public class PersistenceThatStates {
  public void cancel(Tx tx, UUID id) {
    tx.state(
        "acme", id, Instant.EPOCH, new RequestCancelled(RequestCancelled.By.OPERATOR, null, null));
  }
}
