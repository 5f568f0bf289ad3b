package dev.crowdline.rewards.rules.messaging;

import dev.crowdline.contracts.rewards.EarningRulesChanged;
import dev.crowdline.support.database.Tx;
import dev.crowdline.support.tenancy.EarningRulesTable;

/** The fact about earning rules, on the topic that is kept for ever. */
public final class StatingRules {
  private StatingRules() {}

  /** Says that a version is in force. */
  public static void changed(Tx tx, EarningRulesTable.Version made) {
    tx.state(
        made.community(),
        made.community(),
        made.since(),
        null,
        new EarningRulesChanged(made.version(), made.rules()));
  }
}
