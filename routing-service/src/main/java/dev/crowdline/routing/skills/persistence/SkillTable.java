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

  /** The names of all, for who adds one: others of the community wait until it is committed. */
  public List<String> names(Tx tx, String community) {
    tx.query(
        "select pg_advisory_xact_lock(hashtext('skill ' || ?)) is null as held",
        row -> 1,
        community);
    return tx.query(
        "select name from skill where community = ?", row -> row.text("name"), community);
  }

  public List<Skill> list(Sql sql, String community) {
    return sql.query(
        "select name, description from skill where community = ? order by name limit " + MOST,
        row -> new Skill(row.text("name"), row.text("description")),
        community);
  }
}
