package dev.crowdline.rewards.ranks.messaging;

import dev.crowdline.contracts.rewards.RankChanged;
import dev.crowdline.rewards.ranks.domain.Ladder;
import dev.crowdline.rewards.ranks.domain.RankReason;
import dev.crowdline.rewards.ranks.domain.Standing;
import dev.crowdline.support.database.Tx;
import java.time.Instant;

/** The fact that a member has come to another rank. Whoever states it has locked the standing. */
public final class StatingRanks {
  private StatingRanks() {}

  /** Says so, if it is another rung. */
  public static void moved(
      Tx tx, Standing before, Standing now, Ladder ladder, RankReason reason, Instant at) {
    if (now.rung() != before.rung()) {
      tx.state(
          now.community(), now.memberId(), at, fact(before.rung(), now.rung(), ladder, reason));
    }
  }

  static RankChanged fact(int before, int rung, Ladder ladder, RankReason reason) {
    return new RankChanged(
        rung, ladder.rung(rung).name(), ladder.rungs().size(), before, reason(reason));
  }

  static RankChanged.Reason reason(RankReason reason) {
    return switch (reason) {
      case ANSWERS -> RankChanged.Reason.ANSWERS;
      case TIME -> RankChanged.Reason.TIME;
      case LADDER -> RankChanged.Reason.LADDER;
    };
  }
}
