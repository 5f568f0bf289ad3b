package dev.crowdline.sla.reports;

import dev.crowdline.sla.reports.domain.Period;
import dev.crowdline.sla.reports.domain.Report;
import dev.crowdline.sla.reports.domain.Reported;
import dev.crowdline.sla.reports.domain.ReportedFigure;
import dev.crowdline.sla.reports.persistence.PeriodTable;
import dev.crowdline.sla.reports.persistence.ReportedTable;
import dev.crowdline.support.database.Database;
import dev.crowdline.support.tenancy.Communities;
import dev.crowdline.support.web.Cursor;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.InstantSource;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Reads reports, as of a second ago at most, and the requests behind their numbers. */
@ApplicationScoped
public class ShowingReports {
  private final Database database;
  private final Communities communities;
  private final PeriodTable periods;
  private final ReportedTable requests;
  private final InstantSource clock;

  ShowingReports(
      Database database,
      Communities communities,
      PeriodTable periods,
      ReportedTable requests,
      InstantSource clock) {
    this.database = database;
    this.communities = communities;
    this.periods = periods;
    this.requests = requests;
    this.clock = clock;
  }

  /** The report of a period; of all requests when topic is null. */
  public Report of(String community, Period period, @Nullable String topic) {
    Communities.Community known = communities.of(community);
    return Report.of(
        period,
        topic,
        clock.instant(),
        known.policyVersion(),
        known.policy().cost(),
        database.read(sql -> periods.read(sql, community, period, topic)));
  }

  /** The requests behind a number, in the order of time, those after a position. */
  public List<Reported> requests(
      String community,
      Period period,
      ReportedFigure figure,
      @Nullable String topic,
      @Nullable Cursor after,
      int limit) {
    return database.read(
        sql -> requests.reported(sql, community, period, figure, topic, after, limit));
  }
}
