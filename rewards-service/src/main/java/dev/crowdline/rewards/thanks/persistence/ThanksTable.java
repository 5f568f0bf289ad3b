package dev.crowdline.rewards.thanks.persistence;

import dev.crowdline.rewards.thanks.domain.Thanked;
import dev.crowdline.support.database.Sql;
import dev.crowdline.support.database.SqlArray;
import dev.crowdline.support.database.Tx;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.List;
import java.util.Objects;
import java.util.UUID;

/** Answers that customers thanked for, each once. */
@ApplicationScoped
public class ThanksTable {
  public void add(Tx tx, List<Thanked> thanked) {
    tx.update(
        """
        insert into thanked_answer (community, assignment_id, member_id, at)
        select * from (select unnest(?::text[]) as community, unnest(?::uuid[]) as assignment_id, unnest(?::uuid[]) as member_id, unnest(?::timestamptz[]) as at) as g
        order by g.community, g.assignment_id
        on conflict (community, assignment_id) do nothing
        """,
        SqlArray.texts(thanked, Thanked::community),
        SqlArray.uuids(thanked, Thanked::assignmentId),
        SqlArray.uuids(thanked, Thanked::memberId),
        SqlArray.instants(thanked, Thanked::at));
  }

  /** For how many answers of a member customers said thanks. Plan: thanked_answer_by_member. */
  public long count(Sql sql, String community, UUID memberId) {
    return Objects.requireNonNull(
        sql.one(
            "select count(*) as thanks from thanked_answer where community = ? and member_id = ?",
            row -> row.bigint("thanks"),
            community,
            memberId));
  }
}
