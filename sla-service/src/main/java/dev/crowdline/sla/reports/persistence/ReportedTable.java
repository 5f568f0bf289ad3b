package dev.crowdline.sla.reports.persistence;

import dev.crowdline.contracts.Priority;
import dev.crowdline.contracts.Tier;
import dev.crowdline.sla.clocks.domain.Status;
import dev.crowdline.sla.reports.domain.Period;
import dev.crowdline.sla.reports.domain.Reported;
import dev.crowdline.sla.reports.domain.ReportedFigure;
import dev.crowdline.support.database.Sql;
import dev.crowdline.support.web.Cursor;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** Lists from {@code request_clock} what a number of a report counts. */
@ApplicationScoped
public class ReportedTable {
  /** An id is made at most so long before the moment that its request counts as submitted. */
  private static final Duration ID_BEFORE_SUBMISSION = Duration.ofMinutes(5);

  private static final UUID NONE = new UUID(0, 0);

  private static final String ENDED =
      """
      c.finished_at >= ? and c.finished_at < ? and (c.finished_at, c.request_id) > (?::timestamptz, ?::uuid)
        and %s
      """;

  /** One more than asked when there is. */
  public List<Reported> reported(
      Sql sql,
      String community,
      Period period,
      ReportedFigure figure,
      @Nullable String topic,
      @Nullable Cursor after,
      int limit) {
    boolean submitted = figure == ReportedFigure.SUBMITTED;
    Instant from = period.from();
    UUID id = after == null ? NONE : after.id();
    return sql.query(
        """
        select c.request_id, c.submitted_at, c.finished_at, c.status, c.priority, c.topic, c.resolved_by,
          (select coalesce(sum((paid ->> 'points')::integer), 0)::bigint
           from jsonb_array_elements(c.received -> 'payments') paid) as points
        from request_clock c
        where c.community = ? and c.submitted_at is not null
          and (?::text is null or coalesce(c.topic, '-') = ?)
          and %s
        order by %s limit ?
        """
            .formatted(counts(figure), submitted ? "c.request_id" : "c.finished_at, c.request_id"),
        row ->
            new Reported(
                row.uuid("request_id"),
                row.instant("submitted_at"),
                row.instantOrNull("finished_at"),
                row.constant("status", Status.class),
                row.constant("priority", Priority.class),
                row.textOrNull("topic"),
                row.constantOrNull("resolved_by", Tier.class),
                row.bigint("points")),
        community,
        topic,
        topic,
        from,
        period.until(),
        submitted ? firstId(from.minus(ID_BEFORE_SUBMISSION)) : after == null ? from : after.at(),
        id,
        limit + 1);
  }

  /** What a request fulfils: from and until a moment, after a position. */
  private static String counts(ReportedFigure figure) {
    return switch (figure) {
      case SUBMITTED ->
          "c.submitted_at >= ? and c.submitted_at < ? and c.request_id >= ? and c.request_id > ?";
      case RESOLVED_BY_COMMUNITY -> ENDED.formatted("c.resolved_by = 'COMMUNITY'");
      case RESOLVED_BY_CONTRACTOR -> ENDED.formatted("c.resolved_by = 'CONTRACTOR'");
      case RESOLVED_BY_SPECIALIST -> ENDED.formatted("c.resolved_by = 'SPECIALIST'");
      case RESOLVED_BY_ARTICLE ->
          ENDED.formatted(
              """
              c.status = 'RESOLVED' and c.resolved_by is null and c.history @> '[{"kind": "CLOSED", "by": "ARTICLE"}]'
              """);
      case CANCELLED -> ENDED.formatted("c.status = 'CANCELLED'");
      case PAID -> ENDED.formatted("c.received -> 'payments' <> '[]'");
    };
  }

  /** The least UUIDv7 of that millisecond. */
  private static UUID firstId(Instant at) {
    return new UUID(at.toEpochMilli() << 16 | 0x7000, 0x8000_0000_0000_0000L);
  }
}
