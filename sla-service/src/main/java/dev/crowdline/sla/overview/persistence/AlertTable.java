package dev.crowdline.sla.overview.persistence;

import dev.crowdline.sla.clocks.domain.ClockedRequest;
import dev.crowdline.sla.clocks.persistence.ClockTable;
import dev.crowdline.sla.overview.domain.Overview;
import dev.crowdline.support.database.Row;
import dev.crowdline.support.database.Sql;
import dev.crowdline.support.database.Tx;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** The requests that an operator is alerted about. */
@ApplicationScoped
public class AlertTable {
  private static final int LOOKED_AT = 1_000;

  private final ClockTable clocks;

  AlertTable(ClockTable clocks) {
    this.clocks = clocks;
  }

  /** A request that alerts, and who has seen it. */
  public record Alerting(
      ClockedRequest request, Overview.@Nullable Acknowledgement acknowledgement) {}

  /**
   * Those that nobody has seen first, then the latest; read from an index that holds only requests
   * that alert, of which the latest {@value #LOOKED_AT} are looked at.
   */
  public List<Alerting> latest(Sql sql, String community, int limit) {
    List<Overview.@Nullable Acknowledgement> seen = new ArrayList<>();
    List<ClockedRequest> requests =
        clocks.requests(
            sql,
            sql.query(
                """
                select c.*, a.acknowledged_at, a.acknowledged_by
                from (select * from request_clock where community = ? and alerted_at is not null
                      order by alerted_at desc limit ?) c
                left join alert_acknowledgement a on a.community = c.community
                  and a.request_id = c.request_id and a.alerted_at >= c.alerted_at
                order by a.acknowledged_at is not null, c.alerted_at desc limit ?
                """,
                row -> {
                  seen.add(acknowledgement(row));
                  return ClockTable.StoredClock.from(row);
                },
                community,
                LOOKED_AT,
                limit));
    List<Alerting> alerting = new ArrayList<>();
    for (int i = 0; i < requests.size(); i++) {
      alerting.add(new Alerting(requests.get(i), seen.get(i)));
    }
    return alerting;
  }

  /** Notes who has seen the alert of a request as it is now, unless somebody has before. */
  public void acknowledge(Tx tx, String community, UUID requestId, String by, Instant now) {
    tx.update(
        """
        insert into alert_acknowledgement as a
          (community, request_id, alerted_at, acknowledged_at, acknowledged_by)
        select community, request_id, alerted_at, ?, ? from request_clock
        where community = ? and request_id = ? and alerted_at is not null
        on conflict (community, request_id) do update set alerted_at = excluded.alerted_at,
          acknowledged_at = excluded.acknowledged_at, acknowledged_by = excluded.acknowledged_by
        where a.alerted_at < excluded.alerted_at
        """,
        now,
        by,
        community,
        requestId);
  }

  /** Who has seen the alert of a request as it is now; null when nobody has, or there is none. */
  public Overview.@Nullable Acknowledgement acknowledgement(
      Sql sql, String community, UUID requestId) {
    return sql.one(
        """
        select a.acknowledged_at, a.acknowledged_by from request_clock c
        join alert_acknowledgement a on a.community = c.community
          and a.request_id = c.request_id and a.alerted_at >= c.alerted_at
        where c.community = ? and c.request_id = ?
        """,
        row ->
            new Overview.Acknowledgement(
                row.text("acknowledged_by"), row.instant("acknowledged_at")),
        community,
        requestId);
  }

  private static Overview.@Nullable Acknowledgement acknowledgement(Row row) {
    Instant at = row.instantOrNull("acknowledged_at");
    return at == null ? null : new Overview.Acknowledgement(row.text("acknowledged_by"), at);
  }
}
