package dev.crowdline.sla.overview.persistence;

import dev.crowdline.sla.overview.domain.Breakdown;
import dev.crowdline.sla.overview.domain.Dimension;
import dev.crowdline.support.database.Sql;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.UUID;

/** Adds up {@code request_clock}, and where need be {@code question}, by a dimension. */
@ApplicationScoped
public class BreakdownTable {
  /** An id is made at most so long before the moment that its request counts as submitted. */
  private static final Duration ID_BEFORE_SUBMISSION = Duration.ofMinutes(5);

  /** The unfinished requests of a community, one row for each value. */
  public List<Breakdown.Standing> standing(Sql sql, String community, Dimension by) {
    return sql.query(
        """
        select %s as value,
          count(*) filter (where c.status = 'OPEN') as waiting,
          count(*) filter (where c.status = 'IN_WORK') as in_work,
          count(*) filter (where c.status = 'ANSWERED') as answered,
          min(c.submitted_at) filter (where c.status = 'OPEN') as oldest_waiting_since,
          count(*) filter (where c.at_risk) as at_risk,
          count(*) filter (where coalesce(c.accept_breached_at, c.response_breached_at,
            c.resolution_breached_at) is not null) as breached
        from request_clock c %s
        where c.community = ? and c.finished_at is null and c.submitted_at is not null
        group by 1
        """
            .formatted(value(by), joined(by)),
        row ->
            new Breakdown.Standing(
                row.text("value"),
                row.bigint("waiting"),
                row.bigint("in_work"),
                row.bigint("answered"),
                row.instantOrNull("oldest_waiting_since"),
                row.bigint("at_risk"),
                row.bigint("breached")),
        community);
  }

  /**
   * What was submitted since, finished or not, by value and minute. An id begins with the time when
   * it was made, so the key of the table leads to the latest without an index of their own.
   */
  public List<Breakdown.Arrived> arrived(Sql sql, String community, Dimension by, Instant since) {
    return sql.query(
        """
        select %s as value, date_bin('1 minute', c.submitted_at, 'epoch') as minute,
          count(*) as arrived
        from request_clock c %s
        where c.community = ? and c.request_id >= ? and c.submitted_at >= ?
        group by 1, 2
        """
            .formatted(value(by), joined(by)),
        row ->
            new Breakdown.Arrived(row.text("value"), row.instant("minute"), row.bigint("arrived")),
        community,
        firstId(since.minus(ID_BEFORE_SUBMISSION)),
        since);
  }

  private static String value(Dimension by) {
    return switch (by) {
      case SKILL -> "needed.skill";
      case CHANNEL -> "q.channel";
      case PRIORITY -> "c.priority::text";
      case TIER -> "c.minimum_tier::text";
      case LANGUAGE -> "q.language";
    };
  }

  private static String joined(Dimension by) {
    return switch (by) {
      case SKILL ->
          """
          join question q using (community, request_id)
          cross join lateral (
            select distinct need ->> 'skill' as skill from jsonb_array_elements(q.needs) need
          ) needed
          """;
      case CHANNEL, LANGUAGE -> "join question q using (community, request_id)";
      case PRIORITY, TIER -> "";
    };
  }

  /** The least UUIDv7 of that millisecond. */
  private static UUID firstId(Instant at) {
    return new UUID(at.toEpochMilli() << 16 | 0x7000, 0x8000_0000_0000_0000L);
  }
}
