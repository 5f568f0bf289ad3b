package dev.crowdline.intake.understanding.persistence;

import dev.crowdline.support.database.Sql;
import dev.crowdline.support.database.SqlArray;
import dev.crowdline.support.database.Tx;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.List;

/** The skills of the communities, as heard; at most a thousand each. */
@ApplicationScoped
public class HeardSkillTable {

  /** A skill of a community. */
  public record Heard(String community, String name) {}

  public void add(Tx tx, List<Heard> heard) {
    tx.update(
        """
        insert into heard_skill (community, name)
        select * from unnest(?::text[], ?::text[]) on conflict do nothing
        """,
        SqlArray.texts(heard, Heard::community),
        SqlArray.texts(heard, Heard::name));
  }

  public List<String> of(Sql sql, String community) {
    return sql.query(
        "select name from heard_skill where community = ?", row -> row.text("name"), community);
  }
}
