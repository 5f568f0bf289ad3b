package dev.crowdline.sla.clocks;

import dev.crowdline.sla.clocks.domain.ClockedRequest;
import dev.crowdline.sla.clocks.domain.RequestClocks;
import dev.crowdline.support.database.Sql;
import dev.crowdline.support.database.Tx;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;

/** How long requests wait for somebody, by what they wait for. */
public interface KnowingWaits {

  /** The wait that each of some requests has to expect; absent where too few were taken. */
  Map<ClockedRequest.Key, Duration> of(Sql sql, Map<ClockedRequest.Key, RequestClocks> waiting);

  /** Keeps what was waited, and what waits and predicts, in the transaction of the changes. */
  void follow(Tx tx, Instant now, List<Change> changes);
}
