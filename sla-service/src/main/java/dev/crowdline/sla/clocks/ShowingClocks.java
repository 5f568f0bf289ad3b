package dev.crowdline.sla.clocks;

import dev.crowdline.contracts.Tier;
import dev.crowdline.sla.clocks.domain.ClockedRequest;
import dev.crowdline.sla.clocks.persistence.ClockTable;
import dev.crowdline.support.database.Database;
import jakarta.enterprise.context.ApplicationScoped;
import org.jspecify.annotations.Nullable;

/** Finds the clocks of one request. */
@ApplicationScoped
public class ShowingClocks {
  private final Database database;
  private final ClockTable rows;

  ShowingClocks(Database database, ClockTable rows) {
    this.database = database;
    this.rows = rows;
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
