package dev.crowdline.support.sample.breaking.web;

import dev.crowdline.support.database.Tx;

/** Breaks the rule that only persistence writes SQL. */
public final class WebThatWritesSql {
  int forget(Tx tx) {
    return tx.update("delete from member");
  }
}
