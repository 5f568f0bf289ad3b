package dev.crowdline.intake.understanding.persistence;

import com.fasterxml.jackson.core.type.TypeReference;
import dev.crowdline.contracts.Need;
import dev.crowdline.contracts.Tier;
import dev.crowdline.intake.understanding.domain.Topic;
import dev.crowdline.support.database.Sql;
import dev.crowdline.support.database.Tx;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.List;

/** How often the topics of a community have changed, and all of them as questions meet them. */
@ApplicationScoped
public class TopicTable {
  private static final TypeReference<List<Need>> NEEDS = new TypeReference<>() {};

  /** Counts a change, and holds all others until it is committed or not. */
  public void change(Tx tx, String community) {
    tx.update(
        """
        insert into topic_version (community, version) values (?, 1)
        on conflict (community) do update set version = topic_version.version + 1
        """,
        community);
  }

  /** How often the topics of a community have changed. */
  long version(Sql sql, String community) {
    Long version =
        sql.one(
            "select version from topic_version where community = ?",
            row -> row.bigint("version"),
            community);
    return version == null ? 0 : version;
  }

  /** All of a community, by name. */
  List<Topic> of(Sql sql, String community) {
    return sql.query(
        "select * from topic where community = ? order by name",
        row ->
            new Topic(
                row.text("name"),
                row.texts("keywords"),
                row.json("needs", NEEDS),
                row.constantOrNull("minimum_tier", Tier.class)),
        community);
  }
}
