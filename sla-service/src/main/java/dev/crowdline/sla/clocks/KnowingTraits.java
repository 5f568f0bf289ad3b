package dev.crowdline.sla.clocks;

import dev.crowdline.contracts.Priority;
import dev.crowdline.sla.clocks.domain.ClockedRequest;
import dev.crowdline.sla.clocks.domain.Traits;
import dev.crowdline.support.database.Sql;
import java.util.Map;

/** What requests were when they were submitted. */
public interface KnowingTraits {

  /**
   * The traits of those that were heard to be submitted, in this transaction at the latest.
   *
   * @param priorities of each request, the one that it was submitted with
   */
  Map<ClockedRequest.Key, Traits> of(Sql sql, Map<ClockedRequest.Key, Priority> priorities);
}
