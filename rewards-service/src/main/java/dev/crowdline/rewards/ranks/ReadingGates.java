package dev.crowdline.rewards.ranks;

import dev.crowdline.support.database.Tx;
import java.util.List;

/** What opens only from a rung on: a port of those who have such things. */
public interface ReadingGates {

  /**
   * Something behind a rank.
   *
   * @param rung the lowest that it opens to, 2 or more
   */
  record Gated(String name, int rung) {}

  /** All that is behind a rank in a community now, the lowest rung first. */
  List<Gated> gated(Tx tx, String community);
}
