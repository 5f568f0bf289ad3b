package dev.crowdline.intake.understanding.persistence;

import com.fasterxml.jackson.core.type.TypeReference;
import dev.crowdline.contracts.Need;
import dev.crowdline.contracts.Tier;
import dev.crowdline.intake.understanding.domain.Example;
import dev.crowdline.intake.understanding.domain.Topic;
import dev.crowdline.support.database.Sql;
import dev.crowdline.support.database.Tx;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Stream;

/** How often the topics of a community have changed, and all of them as questions meet them. */
@ApplicationScoped
public class TopicTable {
  private static final TypeReference<List<Need>> NEEDS = new TypeReference<>() {};

  private final ConfirmedTopicTable confirmed;

  TopicTable(ConfirmedTopicTable confirmed) {
    this.confirmed = confirmed;
  }

  /**
   * How often something has changed by which a community's questions are understood.
   *
   * @param topics of the topics, with all their examples
   * @param model the version of the live model, 0 for none
   * @param tried the version of the topics whose examples were learned last, 0 for none
   * @param confidence that of the confidence, 0 for the default
   */
  public record Versions(long topics, long model, long tried, long confidence) {
    static final Versions NONE = new Versions(-1, 0, 0, 0);
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

  /** What has changed how often: one statement. */
  public Versions versions(Sql sql, String community) {
    return Objects.requireNonNull(
        sql.one(
            """
            select
              coalesce((select version from topic_version where community = g.community), 0) as topics,
              coalesce((select version from topic_model where community = g.community), 0) as model,
              coalesce((select tried from topic_model where community = g.community), 0) as tried,
              coalesce((select version from topic_confidence where community = g.community), 0) as confidence
            from (values (?::text)) as g(community)
            """,
            row ->
                new Versions(
                    row.bigint("topics"),
                    row.bigint("model"),
                    row.bigint("tried"),
                    row.bigint("confidence")),
            community),
        "values are one row");
  }

  /** All of a community, by name. */
  List<Topic> of(Sql sql, String community) {
    return sql.query(
        "select * from topic where community = ? order by name",
        row ->
            new Topic(
                row.text("name"),
                row.texts("keywords"),
                row.texts("examples"),
                row.json("needs", NEEDS),
                row.constantOrNull("minimum_tier", Tier.class),
                row.integerOrNull("community_percent")),
        community);
  }

  /** What is learned from: what operators wrote, then what was confirmed last. */
  public List<Example> examples(Sql sql, String community) {
    Stream<Example> written =
        sql
            .query(
                "select name, examples from topic where community = ? and examples <> '{}' order by name",
                row -> Map.entry(row.text("name"), row.texts("examples")),
                community)
            .stream()
            .flatMap(
                topic -> topic.getValue().stream().map(text -> Example.of(text, topic.getKey())));
    return Stream.concat(written, confirmed.examples(sql, community, Example.MOST).stream())
        .limit(Example.MOST)
        .toList();
  }
}
