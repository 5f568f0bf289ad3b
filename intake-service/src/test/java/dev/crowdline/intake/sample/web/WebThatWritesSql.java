package dev.crowdline.intake.sample.web;

import dev.crowdline.support.database.Tx;

/** Only persistence writes SQL. */
public class WebThatWritesSql {
  public int forget(Tx tx) {
    return tx.update("delete from request");
  }
}
