package dev.crowdline.sla.overview;

import dev.crowdline.sla.overview.domain.Measure;
import dev.crowdline.sla.overview.domain.Total;
import dev.crowdline.sla.overview.persistence.ReportTable;
import dev.crowdline.support.database.Tx;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Instant;
import java.util.UUID;

/** Counts what is no part of a request's clocks: points that were paid, and who completes work. */
@ApplicationScoped
public class CountingFacts {
  private final ReportTable reports;

  CountingFacts(ReportTable reports) {
    this.reports = reports;
  }

  /** The counts of a batch. */
  public static final class Counts {
    private final ReportTable.Changes changes = new ReportTable.Changes();

    /** A member completed an assignment. */
    public void completed(String community, Instant at, UUID memberId) {
      changes.add(
          community,
          null,
          new Total(Measure.COMPLETED, Measure.COMPLETED.since(at), memberId.toString()),
          1);
    }

    /** Points went to a wallet, or, when negative, came back from it. */
    public void paid(String community, Instant at, int points) {
      changes.add(community, null, new Total(Measure.POINTS, Measure.POINTS.since(at), ""), points);
    }
  }

  public void count(Tx tx, Counts counts) {
    reports.append(tx, counts.changes);
  }
}
