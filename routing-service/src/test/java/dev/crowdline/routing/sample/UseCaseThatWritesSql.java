package dev.crowdline.routing.sample;

import dev.crowdline.support.database.Tx;

/** Breaks the rule that only persistence knows SQL. */
public final class UseCaseThatWritesSql {
  int forget(Tx tx) {
    return tx.update("delete from member");
  }
}
