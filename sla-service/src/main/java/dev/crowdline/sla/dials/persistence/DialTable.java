package dev.crowdline.sla.dials.persistence;

import dev.crowdline.contracts.Policy;
import dev.crowdline.sla.dials.domain.Group;
import dev.crowdline.sla.dials.domain.Sample;
import dev.crowdline.sla.dials.domain.Share;
import dev.crowdline.support.database.Row;
import dev.crowdline.support.database.Sql;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Instant;
import java.util.Map;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** Reads both groups of a dial from {@code request_clock}. */
@ApplicationScoped
public class DialTable {

  /** The dial of the latest request of a topic; null when none of it was dialled. */
  public @Nullable Integer latest(Sql sql, String community, String topic) {
    return sql
        .query(
            """
            select dial_percent from request_clock
            where community = ? and topic = ? and dial_percent is not null
            order by submitted_at desc limit 1
            """,
            row -> row.integer("dial_percent"),
            community,
            topic)
        .stream()
        .findFirst()
        .orElse(null);
  }

  /**
   * Both groups of a topic under a dial, by whether they went to the community; of the latest
   * requests, so that the work is bounded.
   */
  public Map<Boolean, Group> groups(
      Sql sql,
      String community,
      String topic,
      int percent,
      Instant since,
      int most,
      Policy.Cost cost) {
    return sql
        .query(
            """
            with dialled as (
              select c.dial_community, c.status, c.round,
                case when c.status = 'RESOLVED'
                  then ln(greatest(extract(epoch from c.finished_at - c.submitted_at), 0.001))::float8 end as log_seconds,
                (select (r ->> 'stars')::float8 from jsonb_array_elements(c.received -> 'ratings') r
                 order by r ->> 'at' desc limit 1) as stars,
                case when c.status = 'RESOLVED' then
                  (select coalesce(sum((p ->> 'points')::integer), 0) from jsonb_array_elements(c.received -> 'payments') p)
                    * ?::float8 / 1000
                  + case c.resolved_by when 'CONTRACTOR' then ?::float8 when 'SPECIALIST' then ?::float8 else 0 end
                end as cents
              from request_clock c
              where c.community = ? and c.topic = ? and c.dial_percent = ? and c.submitted_at >= ?
              order by c.submitted_at desc limit ?
            )
            select dial_community, count(*) as asked,
              count(log_seconds) as times, coalesce(avg(log_seconds), 0) as time_mean,
              coalesce(var_samp(log_seconds), 0) as time_variance,
              count(stars) as ratings, coalesce(avg(stars), 0) as star_mean, coalesce(var_samp(stars), 0) as star_variance,
              count(*) filter (where round > 1) as reopened,
              count(*) filter (where round > 1 or status in ('ANSWERED', 'RESOLVED')) as answered,
              count(cents) as costs, coalesce(avg(cents), 0) as cost_mean, coalesce(var_samp(cents), 0) as cost_variance
            from dialled group by dial_community
            """,
            row -> Map.entry(row.bool("dial_community"), group(row)),
            cost.pointMilliCents(),
            cost.contractorCents(),
            cost.staffCents(),
            community,
            topic,
            percent,
            since,
            most)
        .stream()
        .collect(Collectors.toMap(Map.Entry::getKey, Map.Entry::getValue));
  }

  private static Group group(Row row) {
    return new Group(
        row.bigint("asked"),
        new Sample(row.bigint("times"), row.real("time_mean"), row.real("time_variance")),
        new Sample(row.bigint("ratings"), row.real("star_mean"), row.real("star_variance")),
        new Share(row.bigint("reopened"), row.bigint("answered")),
        new Sample(row.bigint("costs"), row.real("cost_mean"), row.real("cost_variance")));
  }
}
