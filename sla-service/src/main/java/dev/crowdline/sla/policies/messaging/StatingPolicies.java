package dev.crowdline.sla.policies.messaging;

import dev.crowdline.contracts.sla.PolicyChanged;
import dev.crowdline.support.database.Tx;
import dev.crowdline.support.tenancy.PolicyTable;

/** What the other services hear of policies; the subject is the community. */
public final class StatingPolicies {
  private StatingPolicies() {}

  /** A version is in force. */
  public static void changed(Tx tx, PolicyTable.Version made) {
    tx.state(
        made.community(),
        made.community(),
        made.since(),
        null,
        new PolicyChanged(made.version(), made.policy()));
  }
}
