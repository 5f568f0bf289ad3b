package dev.crowdline.rewards.leaderboards.persistence;

import dev.crowdline.rewards.leaderboards.domain.Board;
import dev.crowdline.rewards.leaderboards.domain.Score;
import dev.crowdline.support.database.Sql;
import dev.crowdline.support.database.SqlArray;
import dev.crowdline.support.database.Tx;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.LocalDate;
import java.util.List;
import java.util.UUID;

/** What members were paid for answers, by day and topic: sums of the ledger, changed with it. */
@ApplicationScoped
public class EarnedDayTable {

  /**
   * Points that an answer paid, or that were taken back for it.
   *
   * @param points negative for what was taken back
   */
  public record Change(
      String community, UUID assignmentId, UUID memberId, LocalDate day, long points) {}

  /** Adds to what members earned; those who change one member's rows hold its accounts. */
  public void add(Tx tx, List<Change> changes) {
    tx.update(
        """
        insert into earned_day as e (community, day, topic, member_id, points)
        select g.community, g.day, coalesce(t.topic, ''), g.member_id, sum(g.points)::bigint
        from unnest(?::text[], ?::uuid[], ?::uuid[], ?::date[], ?::bigint[])
          as g(community, assignment_id, member_id, day, points)
        left join answer t on t.community = g.community and t.assignment_id = g.assignment_id
        group by 1, 2, 3, 4
        order by 1, 2, 3, 4
        on conflict (community, day, topic, member_id) do update set points = e.points + excluded.points
        """,
        SqlArray.texts(changes, Change::community),
        SqlArray.uuids(changes, Change::assignmentId),
        SqlArray.uuids(changes, Change::memberId),
        new SqlArray("date", changes.stream().map(change -> change.day().toString()).toArray()),
        SqlArray.longs(changes, Change::points));
  }

  /**
   * The best of a board, the most points first, those with as many by id. Who hides and who is not
   * there is left out. Plan: a range of earned_day_pk, hashed by member; member_pk for each.
   */
  public List<Score> best(Sql sql, Board board, int most) {
    return sql.query(
        """
        select e.member_id, e.points from (
          select member_id, sum(points)::bigint as points from earned_day
          where community = ? and day >= ?::date and (?::text is null or topic = ?)
          group by member_id having sum(points) > 0
        ) e
        join member m on m.community = ? and m.id = e.member_id
        where not m.hidden
        order by e.points desc, e.member_id desc limit ?
        """,
        row -> new Score(row.uuid("member_id"), row.bigint("points")),
        board.community(),
        board.from().toString(),
        board.topic(),
        board.topic(),
        board.community(),
        most);
  }

  /** The topics with which anything was earned since that day, by name. */
  public List<String> topics(Sql sql, String community, LocalDate since) {
    return sql.query(
        """
        select distinct topic from earned_day
        where community = ? and day >= ?::date and topic <> '' order by topic limit 100
        """,
        row -> row.text("topic"),
        community,
        since.toString());
  }
}
