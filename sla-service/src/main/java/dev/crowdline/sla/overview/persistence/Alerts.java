package dev.crowdline.sla.overview.persistence;

import dev.crowdline.sla.clocks.domain.ClockedRequest;
import dev.crowdline.sla.clocks.persistence.ClockRows;
import dev.crowdline.support.database.Sql;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.List;

/** The requests that an operator is alerted about. */
@ApplicationScoped
public class Alerts {
  private final ClockRows clocks;

  Alerts(ClockRows clocks) {
    this.clocks = clocks;
  }

  /** Those with the latest alerts, read from an index that holds only such requests. */
  public List<ClockedRequest> latest(Sql sql, String community, int limit) {
    return clocks.requests(
        sql,
        sql.query(
            """
            select * from request_clock where community = ? and alerted_at is not null
            order by alerted_at desc limit ?
            """,
            ClockRows.StoredClock::from,
            community,
            limit));
  }
}
