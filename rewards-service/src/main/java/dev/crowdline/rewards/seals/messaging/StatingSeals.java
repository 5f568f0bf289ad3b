package dev.crowdline.rewards.seals.messaging;

import dev.crowdline.contracts.rewards.LedgerSealed;
import dev.crowdline.rewards.seals.domain.Seal;
import dev.crowdline.support.database.Tx;
import java.time.Instant;

/** The fact about a seal, on the topic that is kept for ever. */
public final class StatingSeals {
  private StatingSeals() {}

  /** Says that a day is sealed. */
  public static void sealed(Tx tx, Seal seal, Instant now) {
    tx.state(seal.community(), seal.community(), now, null, fact(seal));
  }

  static LedgerSealed fact(Seal seal) {
    return new LedgerSealed(seal.day().toString(), seal.transfers(), seal.previous(), seal.hash());
  }
}
