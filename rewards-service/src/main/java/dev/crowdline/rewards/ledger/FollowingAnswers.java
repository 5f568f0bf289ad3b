package dev.crowdline.rewards.ledger;

import dev.crowdline.rewards.ledger.SettlingPay.Settled;
import dev.crowdline.support.database.Tx;
import java.util.List;

/** Hears, in the transaction of the ledger, of every step that an answer's pay takes: a port. */
public interface FollowingAnswers {

  /** The accounts of all members that these touch are locked. */
  void settled(Tx tx, List<Settled> steps);
}
