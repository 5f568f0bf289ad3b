package dev.crowdline.support.sample.breaking.persistence;

import dev.crowdline.support.database.Tx;

/** Breaks the rule that SQL is in tables. */
public final class PersistenceThatHidesSql {
  int forget(Tx tx) {
    return tx.update("delete from member");
  }
}
