package dev.crowdline.sla.clocks;

import dev.crowdline.contracts.Tier;
import dev.crowdline.sla.clocks.domain.ClockedRequest;
import dev.crowdline.sla.clocks.persistence.ClockTable;
import dev.crowdline.support.database.Database;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Duration;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Finds the clocks of one request. */
@ApplicationScoped
public class ShowingClocks {
  private final Database database;
  private final ClockTable rows;
  private final KnowingWaits waits;

  ShowingClocks(Database database, ClockTable rows, KnowingWaits waits) {
    this.database = database;
    this.rows = rows;
    this.waits = waits;
  }

  /**
   * The wait that a request has to expect; null when no step of it goes by that, or too few say.
   */
  public @Nullable Duration expected(ClockedRequest request) {
    return request.clocks().predicts()
        ? database
            .read(sql -> waits.of(sql, Map.of(request.key(), request.clocks())))
            .get(request.key())
        : null;
  }

  /**
   * The clocks of a request that was submitted; null when there is none in that community, or when
   * its minimum tier is above the reader's (P14): the two cannot be told apart.
   */
  public @Nullable ClockedRequest find(ClockedRequest.Key key, Tier reader) {
    ClockedRequest found = database.read(sql -> rows.find(sql, key));
    return found != null
            && found.clocks().submission() != null
            && reader.reaches(found.clocks().minimumTier())
        ? found
        : null;
  }
}
