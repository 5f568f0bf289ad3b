package dev.crowdline.intake.understanding.persistence;

import com.fasterxml.jackson.core.type.TypeReference;
import dev.crowdline.contracts.Need;
import dev.crowdline.contracts.Tier;
import dev.crowdline.intake.understanding.domain.Topic;
import dev.crowdline.support.database.Json;
import dev.crowdline.support.database.Sql;
import dev.crowdline.support.database.SqlArray;
import dev.crowdline.support.database.Tx;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Instant;
import java.util.List;

/** The topics of the communities. */
@ApplicationScoped
public class TopicTable {
  private static final TypeReference<List<Need>> NEEDS = new TypeReference<>() {};

  public void put(Tx tx, String community, Topic topic, Instant now) {
    tx.update(
        """
        insert into topic (community, name, keywords, needs, minimum_tier, changed_at)
        values (?, ?, ?, ?, ?, ?)
        on conflict (community, name) do update set keywords = excluded.keywords,
          needs = excluded.needs, minimum_tier = excluded.minimum_tier, changed_at = excluded.changed_at
        """,
        community,
        topic.name(),
        SqlArray.texts(topic.keywords()),
        new Json(topic.needs()),
        topic.minimumTier(),
        now);
  }

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
  public long version(Sql sql, String community) {
    Long version =
        sql.one(
            "select version from topic_version where community = ?",
            row -> row.bigint("version"),
            community);
    return version == null ? 0 : version;
  }

  public int count(Sql sql, String community) {
    Long count =
        sql.one(
            "select count(*) as n from topic where community = ?",
            row -> row.bigint("n"),
            community);
    return count == null ? 0 : count.intValue();
  }

  public List<String> names(Sql sql, String community) {
    return sql.query(
        "select name from topic where community = ?", row -> row.text("name"), community);
  }

  /** All of a community, by name. */
  public List<Topic> of(Sql sql, String community) {
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

  /** Whether there was one to remove. */
  public boolean remove(Tx tx, String community, String name) {
    return tx.update("delete from topic where community = ? and name = ?", community, name) == 1;
  }
}
