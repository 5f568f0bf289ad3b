package dev.crowdline.rewards.rules.persistence;

import dev.crowdline.contracts.EarningRules;
import dev.crowdline.contracts.Priority;
import dev.crowdline.rewards.ledger.domain.Rule;
import dev.crowdline.rewards.rules.domain.Answer;
import dev.crowdline.rewards.rules.domain.Basis;
import dev.crowdline.rewards.rules.domain.Preview;
import dev.crowdline.support.database.Columns;
import dev.crowdline.support.database.Sql;
import dev.crowdline.support.database.SqlArray;
import dev.crowdline.support.database.Tx;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Instant;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** The table {@code answer}. */
@ApplicationScoped
public class AnswerTable {
  private static final Columns<Answer> ANSWER =
      Columns.<Answer>of()
          .text("community", Answer::community)
          .uuid("assignment_id", Answer::assignmentId)
          .uuid("request_id", Answer::requestId)
          .uuid("member_id", Answer::memberId)
          .instant("accepted_at", Answer::acceptedAt)
          .instant("completed_at", Answer::completedAt)
          .integer("reward", Answer::reward)
          .integer("rules_version", Answer::rulesVersion)
          .constant("priority", Answer::priority)
          .text("topic", Answer::topic)
          .text("language", Answer::language)
          .integer("level", Answer::level)
          .integer("base", Answer::base)
          .integer("share", Answer::share);

  private static final String ADD =
      "insert into answer (%s) select %s from %s on conflict do nothing"
          .formatted(ANSWER.names(), ANSWER.names("g."), ANSWER.given());

  /**
   * Answers since then with what the ledger moved for each; refused ones have nothing left. What
   * was moved for an answer was moved after it, an hour of differing clocks allowed. Parameters:
   * the community, rules, since when; the community, since when.
   */
  private static final String PAID =
      """
      select a.*, t.confirmed, t.prompt, t.rated from answer a
      join (
        select assignment_id,
          coalesce(sum(net) filter (where rule = 'confirmed-answer'), 0) as confirmed,
          coalesce(sum(net) filter (where rule = 'prompt-answer'), 0) as prompt,
          coalesce(sum(net) filter (where rule = 'well-rated'), 0) as rated
        from (
          select assignment_id, rule,
            case when leg in ('HELD', 'REINSTATED', 'REINSTATED_TO_DEBT') then amount else -amount end as net
          from transfer
          where community = ? and rule = any(?) and at >= ?::timestamptz - interval '1 hour'
            and leg in ('HELD', 'REINSTATED', 'REINSTATED_TO_DEBT', 'VOIDED', 'CLAWED_BACK', 'OWED')
        ) as moved
        group by assignment_id
      ) t on t.assignment_id = a.assignment_id
      where a.community = ? and a.completed_at >= ? and t.confirmed > 0
      """;

  private static final SqlArray RULES = SqlArray.texts(List.of(Rule.values()), Rule::text);

  /** Keeps answers; one that is known stays as it is. */
  public void add(Tx tx, List<Answer> answers) {
    if (!answers.isEmpty()) {
      tx.update(ADD, ANSWER.arrays(answers));
    }
  }

  /** What there was to look at for rules since then. Plan: answer_by_time. */
  public List<Basis> bases(Sql sql, String community, Instant since) {
    return sql.query(
        """
        select distinct priority, topic, language, level from answer
        where community = ? and completed_at >= ?
        """,
        row ->
            new Basis(
                row.constant("priority", Priority.class),
                row.textOrNull("topic"),
                row.text("language"),
                row.integer("level")),
        community,
        since);
  }

  /**
   * What answers since then have earned, and what they would have by other rules. What escalation
   * added stays in proportion; a day's cap goes by what was taken before in the day and answered.
   * Plan: the transfers of that time, by transfer_by_time, hashed with answer_by_time; then one
   * sort for the days.
   *
   * @param bases all that there were
   */
  public Preview preview(
      Sql sql, String community, Instant since, EarningRules rules, List<Basis> bases) {
    EarningRules.DailyCap cap = rules.cap();
    EarningRules.PromptAnswer prompt = rules.promptAnswer();
    EarningRules.WellRated rated = rules.wellRated();
    List<Grouped> groups =
        sql.query(
            "with paid as ("
                + PAID
                + """
                ), priced as (
                  select p.*, coalesce(r.stars, 0) as stars,
                    greatest(1, round(p.reward::numeric * 100 / p.share * d.pays / p.base)) as full_pay
                  from paid p
                  join (select unnest(?::text[]) as priority, unnest(?::text[]) as topic, unnest(?::text[]) as language, unnest(?::integer[]) as level, unnest(?::integer[]) as pays) as d
                    on d.priority = p.priority and d.topic is not distinct from p.topic
                      and d.language = p.language and d.level = p.level
                  left join appraisal r on r.community = p.community and r.request_id = p.request_id
                    and r.assignment_id = p.assignment_id
                ), taken as (
                  select *, coalesce(sum(full_pay) over (
                    partition by member_id, (accepted_at at time zone 'UTC')::date
                    order by accepted_at, assignment_id
                    rows between unbounded preceding and 1 preceding), 0) >= ?::bigint as capped
                  from priced
                )
                select m.rung, count(*) as answers,
                  coalesce(sum(confirmed), 0)::bigint as confirmed,
                  coalesce(sum(prompt), 0)::bigint as prompt,
                  coalesce(sum(rated), 0)::bigint as rated,
                  count(*) filter (where share < 100) as were_capped,
                  coalesce(sum(case when capped then ceil(full_pay * ? / 100) else full_pay end), 0)::bigint
                    as draft_confirmed,
                  count(*) filter (where completed_at - accepted_at <= ? * interval '1 second') as prompts,
                  count(*) filter (where stars >= ?) as good,
                  count(*) filter (where capped) as capped
                from taken left join lateral (
                  select coalesce((select rung from member_rank r
                    where r.community = taken.community and r.member_id = taken.member_id), 1) as rung
                ) m on true
                group by grouping sets ((), (m.rung))
                order by m.rung nulls first
                """,
            row ->
                new Grouped(
                    row.integerOrNull("rung"),
                    new Preview.Sum(
                        row.bigint("answers"),
                        new Preview.Cost(
                            row.bigint("confirmed"),
                            row.bigint("prompt"),
                            row.bigint("rated"),
                            row.bigint("were_capped")),
                        new Preview.Cost(
                            row.bigint("draft_confirmed"),
                            prompt == null ? 0 : row.bigint("prompts") * prompt.points(),
                            rated == null ? 0 : row.bigint("good") * rated.points(),
                            row.bigint("capped")))),
            community,
            RULES,
            since,
            community,
            since,
            SqlArray.texts(bases, basis -> basis.priority().name()),
            SqlArray.texts(bases, Basis::topic),
            SqlArray.texts(bases, Basis::language),
            SqlArray.ints(bases, Basis::level),
            SqlArray.ints(bases, basis -> basis.pays(rules)),
            cap == null ? null : (long) cap.points(),
            cap == null ? 100 : cap.percent(),
            prompt == null ? -1 : prompt.seconds(),
            rated == null ? Integer.MAX_VALUE : rated.stars());
    return new Preview(
        groups.getFirst().sum(), groups.stream().skip(1).map(Grouped::ofRank).toList());
  }

  /** A group of answers; all of them where no rung is named. */
  private record Grouped(@Nullable Integer rung, Preview.Sum sum) {
    Preview.OfRank ofRank() {
      return new Preview.OfRank(Objects.requireNonNull(rung), sum);
    }
  }
}
