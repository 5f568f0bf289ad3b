package dev.crowdline.intake.knowledge.persistence;

import dev.crowdline.intake.knowledge.domain.Use;
import dev.crowdline.support.database.Sql;
import dev.crowdline.support.database.SqlArray;
import dev.crowdline.support.database.Tx;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;

/** How help centres are used, by community and day. */
@ApplicationScoped
public class KnowledgeUseTable {

  /** A day of a community. */
  public record Day(String community, LocalDate day) {}

  /** Adds what was counted since: one statement, in the order of the keys. */
  public void add(Tx tx, Map<Day, Map<Use.Of, Long>> counted) {
    List<Map.Entry<Day, Map<Use.Of, Long>>> all = List.copyOf(counted.entrySet());
    tx.update(
        """
        insert into knowledge_use as u (community, day, visits, searches, reads, asked, solved)
        select community, day::date, visits, searches, reads, asked, solved
        from (select unnest(?::text[]) as community, unnest(?::text[]) as day, unnest(?::bigint[]) as visits, unnest(?::bigint[]) as searches, unnest(?::bigint[]) as reads, unnest(?::bigint[]) as asked, unnest(?::bigint[]) as solved) as g
        order by community, day
        on conflict (community, day) do update set
          visits = u.visits + excluded.visits, searches = u.searches + excluded.searches,
          reads = u.reads + excluded.reads, asked = u.asked + excluded.asked, solved = u.solved + excluded.solved
        """,
        SqlArray.texts(all, e -> e.getKey().community()),
        SqlArray.texts(all, e -> e.getKey().day().toString()),
        SqlArray.longs(all, e -> e.getValue().getOrDefault(Use.Of.VISIT, 0L)),
        SqlArray.longs(all, e -> e.getValue().getOrDefault(Use.Of.SEARCH, 0L)),
        SqlArray.longs(all, e -> e.getValue().getOrDefault(Use.Of.READ, 0L)),
        SqlArray.longs(all, e -> e.getValue().getOrDefault(Use.Of.ASKED, 0L)),
        SqlArray.longs(all, e -> e.getValue().getOrDefault(Use.Of.SOLVED, 0L)));
  }

  /** The last days of a community on which its help centre was used, the latest first. */
  public List<Use> last(Sql sql, String community, int days) {
    return sql.query(
        """
        select day::text as day, visits, searches, reads, asked, solved from knowledge_use
        where community = ? order by day desc limit ?
        """,
        row ->
            new Use(
                LocalDate.parse(row.text("day")),
                row.bigint("visits"),
                row.bigint("searches"),
                row.bigint("reads"),
                row.bigint("asked"),
                row.bigint("solved")),
        community,
        days);
  }
}
