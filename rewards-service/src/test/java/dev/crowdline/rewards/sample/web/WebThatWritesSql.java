package dev.crowdline.rewards.sample.web;

import dev.crowdline.support.database.Tx;

/** Breaks the rule that only persistence knows SQL. */
public final class WebThatWritesSql {
  int write(Tx tx) {
    return tx.update("delete from member");
  }
}
