package dev.crowdline.sla.overview;

import dev.crowdline.sla.overview.domain.Overview;
import dev.crowdline.sla.overview.persistence.AlertTable;
import dev.crowdline.support.database.Database;
import dev.crowdline.support.problems.Problem;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.InstantSource;
import java.util.UUID;

/** An operator says: I have seen it. Who was first stays; what happens later is to be seen anew. */
@ApplicationScoped
public class AcknowledgingAlerts {
  private final Database database;
  private final AlertTable alerts;
  private final InstantSource clock;

  AcknowledgingAlerts(Database database, AlertTable alerts, InstantSource clock) {
    this.database = database;
    this.alerts = alerts;
    this.clock = clock;
  }

  /** Acknowledges the alert of a request, which must have one. */
  public Overview.Acknowledgement acknowledge(String community, UUID requestId, String by) {
    return database.transact(tx -> {
      alerts.acknowledge(tx, community, requestId, by, clock.instant());
      Overview.Acknowledgement stands = alerts.acknowledgement(tx, community, requestId);
      if (stands == null) {
        throw Problem.notFound("alert of request", requestId);
      }
      return stands;
    });
  }
}
