package dev.crowdline.sla.overview;

import dev.crowdline.sla.clocks.Change;
import dev.crowdline.sla.clocks.CountingChanges;
import dev.crowdline.sla.clocks.domain.Submission;
import dev.crowdline.sla.overview.domain.Contributions;
import dev.crowdline.sla.overview.persistence.ReportTable;
import dev.crowdline.support.database.Tx;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.List;

/** Moves the totals by what each request adds now and did not add before. */
@ApplicationScoped
class CountingRequests implements CountingChanges {
  private final ReportTable reports;

  CountingRequests(ReportTable reports) {
    this.reports = reports;
  }

  @Override
  public void count(Tx tx, List<Change> changes) {
    ReportTable.Changes all = new ReportTable.Changes();
    for (Change change : changes) {
      String community = change.after().key().community();
      Submission submission = change.after().clocks().submission();
      String topic = submission == null ? null : submission.topic();
      Contributions.difference(change.before(), change.after().clocks())
          .forEach((total, count) -> all.add(community, topic, total, count));
    }
    reports.append(tx, all);
  }
}
