package dev.crowdline.intake.understanding;

import dev.crowdline.contracts.VisibleText;
import dev.crowdline.intake.understanding.domain.Topic;
import dev.crowdline.intake.understanding.persistence.TopicRepository;
import dev.crowdline.intake.understanding.persistence.TopicTable;
import dev.crowdline.intake.understanding.persistence.TopicsInForce;
import dev.crowdline.support.acts.Acts;
import dev.crowdline.support.database.Database;
import dev.crowdline.support.database.Tx;
import dev.crowdline.support.database.Versioned;
import dev.crowdline.support.problems.Problem;
import dev.crowdline.support.problems.ProblemType;
import dev.crowdline.support.security.Caller;
import dev.crowdline.support.web.IfMatch;
import dev.crowdline.support.web.Spelling;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** An operator edits what customers ask about. */
@ApplicationScoped
public class KeepingTopics {
  /** The most topics of a community: with all of them its keywords hold 16 MB of memory. */
  static final int MOST = 500;

  private static final String NAME = "name";

  private final Database database;
  private final TopicRepository topics;
  private final TopicTable changes;
  private final TopicsInForce inForce;
  private final LearningTopics learning;
  private final JudgingNeeds skills;
  private final Acts acts;
  private final InstantSource clock;

  KeepingTopics(
      Database database,
      TopicRepository topics,
      TopicTable changes,
      TopicsInForce inForce,
      LearningTopics learning,
      JudgingNeeds skills,
      Acts acts,
      InstantSource clock) {
    this.database = database;
    this.topics = topics;
    this.changes = changes;
    this.inForce = inForce;
    this.learning = learning;
    this.skills = skills;
    this.acts = acts;
    this.clock = clock;
  }

  /** What is done, as it is written down. */
  public enum Kind {
    TOPIC_SET,
    TOPIC_REMOVED
  }

  /**
   * Adds or replaces a topic, if what stands is still as {@code ifMatch} says; in force at once
   * here, within two seconds everywhere.
   */
  public Versioned<Topic> put(Caller caller, Topic topic, @Nullable String ifMatch) {
    String community = caller.community();
    Versioned<Topic> stored =
        database.transact(tx -> {
          changes.change(tx, community);
          List<Versioned<Topic>> all = topics.of(tx, community);
          Versioned<Topic> standing = named(all, topic.name());
          IfMatch.mustBe(ifMatch, Versioned.of(standing));
          Spelling.mustBeNew(
              "topic", topic.name(), all.stream().map(each -> each.value().name()).toList());
          skills.judge(
              tx,
              community,
              topic.needs(),
              standing == null ? List.of() : standing.value().needs());
          if (standing == null && all.size() >= MOST) {
            throw Problem.of(
                ProblemType.NOT_ALLOWED_HERE, "a community has at most " + MOST + " topics");
          }
          Instant now = clock.instant();
          acts.add(tx, caller, null, now, Kind.TOPIC_SET, Map.of(NAME, topic.name()));
          return topics.put(tx, community, topic, now);
        });
    inForce.forget(community);
    learning.learn(community);
    return stored;
  }

  private static @Nullable Versioned<Topic> named(List<Versioned<Topic>> all, String name) {
    return all.stream().filter(each -> each.value().name().equals(name)).findFirst().orElse(null);
  }

  /** All topics of a community, by name. */
  public List<Topic> list(String community) {
    return database.transact(
        tx -> topics.of(tx, community).stream().map(Versioned::value).toList());
  }

  /** A topic, which must exist. */
  public Versioned<Topic> get(String community, String name) {
    return database.transact(tx -> standing(tx, community, name));
  }

  /** Removes a topic, which must exist and still be as {@code ifMatch} says. */
  public void remove(Caller caller, String name, @Nullable String ifMatch) {
    String community = caller.community();
    database.transact(tx -> {
      changes.change(tx, community);
      Versioned<Topic> standing = standing(tx, community, name);
      IfMatch.mustBe(ifMatch, standing.version());
      topics.remove(tx, community, standing.value().name());
      acts.add(
          tx,
          caller,
          null,
          clock.instant(),
          Kind.TOPIC_REMOVED,
          Map.of(NAME, standing.value().name()));
      return null;
    });
    inForce.forget(community);
    learning.learn(community);
  }

  /** By its name as it was written, or else as names are kept. */
  private Versioned<Topic> standing(Tx tx, String community, String name) {
    Versioned<Topic> found = topics.find(tx, community, name);
    if (found == null) {
      found = topics.find(tx, community, VisibleText.name(name));
    }
    if (found == null) {
      throw Problem.notFound("topic", name);
    }
    return found;
  }
}
