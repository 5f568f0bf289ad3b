package dev.crowdline.rewards.reviews.persistence;

import dev.crowdline.rewards.reviews.domain.Answered;
import dev.crowdline.rewards.reviews.domain.Risk;
import dev.crowdline.support.database.Row;
import dev.crowdline.support.database.Sql;
import dev.crowdline.support.database.SqlArray;
import dev.crowdline.support.database.Tx;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Instant;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** Answers of community members, and what speaks for reviewing them. */
@ApplicationScoped
public class AnswerRiskTable {
  /** So many answers say what a community's days are like. */
  private static final int LATEST = 5_000;

  /** What is known of a new answer beside itself. */
  public record Known(@Nullable String topic, Risk risk) {}

  /** What a community's answers come to. */
  public record Volume(double weightADay, double earnedByAuthor) {}

  /**
   * What is known of these answers, by assignment; the usual earnings are left to the caller. One
   * statement for any number. Plan, for each answer: index scans of request_brief_pk,
   * answer_risk_by_member, review_by_member and answer_risk_by_topic that stop at their limits, and
   * a look into verdict_pk for each of the last two.
   */
  public Map<UUID, Known> known(
      Sql sql, List<Answered> answers, int newcomerAnswers, Instant since, Map<String, Volume> of) {
    Map<UUID, Known> known = new HashMap<>();
    sql.query(
            """
            select g.community, g.assignment_id, b.topic, m.answers, m.earned, c.compared, c.agreed, t.answers as of_topic, t.reopened
            from (select unnest(?::text[]) as community, unnest(?::uuid[]) as assignment_id, unnest(?::uuid[]) as request_id, unnest(?::uuid[]) as member_id) as g
            left join request_brief b on b.community = g.community and b.request_id = g.request_id
            cross join lateral (
              select
                (select count(*) from (
                  select from answer_risk a where a.community = g.community and a.member_id = g.member_id
                  limit ?) few)::integer as answers,
                (select coalesce(sum(a.points), 0) from answer_risk a
                  where a.community = g.community and a.member_id = g.member_id and a.answered_at >= ?)::bigint as earned
            ) m
            cross join lateral (
              select count(*)::integer as compared,
                (count(*) filter (where r.withdraws = (v.outcome = 'REFUSED')))::integer as agreed
              from (
                select community, request_id, assignment_id, verdict in ('WRONG', 'HARMFUL') as withdraws from review
                where community = g.community and member_id = g.member_id and state = 'SETTLED'
                order by opened_at desc limit ?
              ) r
              join verdict v on v.community = r.community and v.request_id = r.request_id and v.assignment_id = r.assignment_id
            ) c
            cross join lateral (
              select count(*)::integer as answers,
                (count(*) filter (where v.outcome in ('REFUSED', 'CONFIRMED_AFTER_ALL')))::integer as reopened
              from (
                select community, request_id, assignment_id from answer_risk
                where community = g.community and topic = b.topic order by answered_at desc limit ?
              ) a
              left join verdict v on v.community = a.community and v.request_id = a.request_id and v.assignment_id = a.assignment_id
            ) t
            """,
            row -> Map.entry(row.uuid("assignment_id"), known(row, of)),
            SqlArray.texts(answers, Answered::community),
            SqlArray.uuids(answers, Answered::assignmentId),
            SqlArray.uuids(answers, Answered::requestId),
            SqlArray.uuids(answers, Answered::memberId),
            newcomerAnswers,
            since,
            Risk.LATEST_REVIEWS,
            Risk.LATEST_OF_TOPIC)
        .forEach(entry -> known.put(entry.getKey(), entry.getValue()));
    return known;
  }

  private static Known known(Row row, Map<String, Volume> of) {
    Volume volume = Objects.requireNonNull(of.get(row.text("community")));
    return new Known(
        row.textOrNull("topic"),
        new Risk(
            row.integer("answers"),
            row.bigint("earned"),
            volume.earnedByAuthor(),
            row.integer("compared"),
            row.integer("agreed"),
            row.integer("of_topic"),
            row.integer("reopened")));
  }

  /** An answer, and what it weighs. */
  public record Weighed(Answered answer, @Nullable String topic, double weight) {}

  /** Stores those that are not known yet, and says which those are. */
  public Set<UUID> add(Tx tx, List<Weighed> answers) {
    return new HashSet<>(
        tx.query(
            """
            insert into answer_risk (community, assignment_id, request_id, member_id, topic, points, weight, answered_at)
            select * from (select unnest(?::text[]) as community, unnest(?::uuid[]) as assignment_id, unnest(?::uuid[]) as request_id, unnest(?::uuid[]) as member_id, unnest(?::text[]) as topic, unnest(?::bigint[]) as points, unnest(?::float8[]) as weight, unnest(?::timestamptz[]) as answered_at) as g
            order by g.community, g.assignment_id
            on conflict (community, assignment_id) do nothing
            returning assignment_id
            """,
            row -> row.uuid("assignment_id"),
            SqlArray.texts(answers, each -> each.answer().community()),
            SqlArray.uuids(answers, each -> each.answer().assignmentId()),
            SqlArray.uuids(answers, each -> each.answer().requestId()),
            SqlArray.uuids(answers, each -> each.answer().memberId()),
            SqlArray.texts(answers, Weighed::topic),
            SqlArray.longs(answers, each -> each.answer().points()),
            SqlArray.texts(answers, each -> Double.toString(each.weight())),
            SqlArray.instants(answers, each -> each.answer().at())));
  }

  /**
   * What a community's answers come to, by its latest ones, at most {@link #LATEST}: what those of
   * a day weigh, and what an author earned on average within the days since then. An index scan of
   * answer_risk_by_time that stops there; for a cache, not for each batch.
   */
  public Volume volume(Sql sql, String community, Instant since, Instant dayAgo, Instant now) {
    return Objects.requireNonNull(
        sql.one(
            """
            with latest as (
              select weight, points, member_id, answered_at from answer_risk
              where community = ? and answered_at >= ? order by answered_at desc limit ?
            )
            select coalesce(sum(weight) filter (where answered_at >= ?), 0)::float8
                / case when count(*) < ? then 1
                  else least(1, greatest(extract(epoch from ?::timestamptz - min(answered_at)), 1) / 86400) end as weight,
              coalesce(sum(points)::float8 / nullif(count(distinct member_id), 0), 0)::float8 as earned
            from latest
            """,
            row -> new Volume(row.real("weight"), row.real("earned")),
            community,
            since,
            LATEST,
            dayAgo,
            LATEST,
            now));
  }
}
