package dev.crowdline.intake.understanding;

import dev.crowdline.contracts.Need;
import dev.crowdline.contracts.VisibleText;
import dev.crowdline.intake.understanding.domain.Topic;
import dev.crowdline.intake.understanding.persistence.TopicTable;
import dev.crowdline.intake.understanding.persistence.TopicsInForce;
import dev.crowdline.support.database.Database;
import dev.crowdline.support.database.Tx;
import dev.crowdline.support.problems.Problem;
import dev.crowdline.support.problems.ProblemType;
import dev.crowdline.support.web.Spelling;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.InstantSource;
import java.util.List;

/** An operator edits what customers ask about. */
@ApplicationScoped
public class KeepingTopics {
  /** The most topics of a community: with all of them its keywords hold 16 MB of memory. */
  static final int MOST = 500;

  private final Database database;
  private final TopicTable topics;
  private final TopicsInForce inForce;
  private final NeedsMeetSkills skills;
  private final InstantSource clock;

  KeepingTopics(
      Database database,
      TopicTable topics,
      TopicsInForce inForce,
      NeedsMeetSkills skills,
      InstantSource clock) {
    this.database = database;
    this.topics = topics;
    this.inForce = inForce;
    this.skills = skills;
    this.clock = clock;
  }

  /** Adds or replaces a topic; in force at once here, within two seconds everywhere. */
  public Topic put(String community, Topic topic) {
    database.transact(tx -> {
      topics.change(tx, community);
      Spelling.mustBeNew("topic", topic.name(), topics.names(tx, community));
      skills.judge(tx, community, topic.needs(), needsBefore(tx, community, topic.name()));
      topics.put(tx, community, topic, clock.instant());
      if (topics.count(tx, community) > MOST) {
        throw Problem.of(
            ProblemType.NOT_ALLOWED_HERE, "a community has at most " + MOST + " topics");
      }
      return null;
    });
    inForce.forget(community);
    return topic;
  }

  private List<Need> needsBefore(Tx tx, String community, String name) {
    return topics.of(tx, community).stream()
        .filter(topic -> topic.name().equals(name))
        .flatMap(topic -> topic.needs().stream())
        .toList();
  }

  /** All topics of a community, by name. */
  public List<Topic> list(String community) {
    return database.read(sql -> topics.of(sql, community));
  }

  /** Removes a topic, which must exist. */
  public void remove(String community, String name) {
    database.transact(tx -> {
      topics.change(tx, community);
      if (!topics.remove(tx, community, name)
          && !topics.remove(tx, community, VisibleText.name(name))) {
        throw Problem.notFound("topic", name);
      }
      return null;
    });
    inForce.forget(community);
  }
}
