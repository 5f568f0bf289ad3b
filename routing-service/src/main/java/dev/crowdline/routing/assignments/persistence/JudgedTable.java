package dev.crowdline.routing.assignments.persistence;

import dev.crowdline.routing.assignments.domain.Judged;
import dev.crowdline.support.database.Sql;
import dev.crowdline.support.database.SqlArray;
import dev.crowdline.support.database.Tx;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.Collection;
import java.util.List;
import java.util.UUID;

/** What customers said of answers, in PostgreSQL; changed under the route's lock. */
@ApplicationScoped
public class JudgedTable {

  /** Keeps what was said; what a fact is silent about stays as it was. One each of an answer. */
  public void save(Tx tx, List<Judged> said) {
    if (said.isEmpty()) {
      return;
    }
    tx.update(
        """
        insert into answer_judgement as j (community, route_id, assignment_id, verdict, stars, thanks)
        select * from unnest(?::text[], ?::uuid[], ?::uuid[], ?::text[], ?::integer[], ?::text[])
        on conflict (community, assignment_id) do update set
          verdict = coalesce(excluded.verdict, j.verdict),
          thanks = case when excluded.stars is null then j.thanks else excluded.thanks end,
          stars = coalesce(excluded.stars, j.stars)
        """,
        SqlArray.texts(said, Judged::community),
        SqlArray.uuids(said, Judged::routeId),
        SqlArray.uuids(said, Judged::assignmentId),
        SqlArray.texts(said, j -> j.verdict() == null ? null : j.verdict().name()),
        SqlArray.ints(said, Judged::stars),
        SqlArray.texts(said, Judged::thanks));
  }

  /** What was said of the answers to a community's routes. */
  public List<Judged> ofRoutes(Sql sql, String community, Collection<UUID> routeIds) {
    return sql.query(
        "select * from answer_judgement where route_id = any(?) and community = ?",
        row ->
            new Judged(
                row.text("community"),
                row.uuid("route_id"),
                row.uuid("assignment_id"),
                row.constantOrNull("verdict", Judged.Verdict.class),
                row.integerOrNull("stars"),
                row.textOrNull("thanks")),
        SqlArray.uuids(routeIds),
        community);
  }
}
