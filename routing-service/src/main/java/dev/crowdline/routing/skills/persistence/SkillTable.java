package dev.crowdline.routing.skills.persistence;

import dev.crowdline.routing.skills.domain.Skill;
import dev.crowdline.support.database.Sql;
import dev.crowdline.support.database.Tx;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.List;

/** The skills of communities; at most a thousand each. */
@ApplicationScoped
public class SkillTable {
  public static final int MOST = 1_000;

  public void put(Tx tx, String community, Skill skill) {
    tx.update(
        """
        insert into skill (community, name, description) values (?, ?, ?)
        on conflict (community, name) do update set description = excluded.description
        """,
        community,
        skill.name(),
        skill.description());
  }

  public long count(Sql sql, String community) {
    Long n =
        sql.one(
            "select count(*) as n from skill where community = ?", r -> r.bigint("n"), community);
    return n == null ? 0 : n;
  }

  public List<Skill> list(Sql sql, String community) {
    return sql.query(
        "select name, description from skill where community = ? order by name limit " + MOST,
        row -> new Skill(row.text("name"), row.text("description")),
        community);
  }
}
