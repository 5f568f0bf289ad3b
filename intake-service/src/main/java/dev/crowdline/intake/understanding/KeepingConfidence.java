package dev.crowdline.intake.understanding;

import dev.crowdline.intake.understanding.domain.Learned;
import dev.crowdline.intake.understanding.domain.ModelState;
import dev.crowdline.intake.understanding.persistence.TopicModelTable;
import dev.crowdline.intake.understanding.persistence.TopicTable;
import dev.crowdline.intake.understanding.persistence.TopicsInForce;
import dev.crowdline.support.acts.Acts;
import dev.crowdline.support.database.Database;
import dev.crowdline.support.database.Sql;
import dev.crowdline.support.database.Versioned;
import dev.crowdline.support.security.Caller;
import dev.crowdline.support.web.IfMatch;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** An operator sees how the model stands, and says from which probability on it is believed. */
@ApplicationScoped
public class KeepingConfidence {
  private final Database database;
  private final TopicModelTable models;
  private final TopicTable topics;
  private final TopicsInForce inForce;
  private final LearningTopics learning;
  private final Acts acts;
  private final InstantSource clock;

  KeepingConfidence(
      Database database,
      TopicModelTable models,
      TopicTable topics,
      TopicsInForce inForce,
      LearningTopics learning,
      Acts acts,
      InstantSource clock) {
    this.database = database;
    this.models = models;
    this.topics = topics;
    this.inForce = inForce;
    this.learning = learning;
    this.acts = acts;
    this.clock = clock;
  }

  /** What is done, as it is written down. */
  public enum Kind {
    CONFIDENCE_SET
  }

  /**
   * How a community's examples are learned and believed.
   *
   * @param confidencePercent see {@link Learned#confidence}
   * @param learning whether examples are waiting to be learned
   */
  public record Standing(int confidencePercent, boolean learning, @Nullable ModelState model) {}

  /** How it stands now. */
  public Versioned<Standing> get(String community) {
    return database.read(sql -> {
      Versioned<Integer> said = models.confidence(sql, community);
      return new Versioned<>(
          standing(sql, community, said == null ? Learned.CONFIDENCE_PERCENT : said.value()),
          said == null ? 0 : said.version());
    });
  }

  private Standing standing(Sql sql, String community, int percent) {
    TopicTable.Versions versions = topics.versions(sql, community);
    boolean unlearned = versions.tried() < versions.topics() || learning.isLearning(community);
    return new Standing(percent, unlearned, models.state(sql, community));
  }

  /** Sets the confidence, if it is still as {@code ifMatch} says. */
  public Versioned<Standing> set(Caller caller, int percent, @Nullable String ifMatch) {
    String community = caller.community();
    Versioned<Standing> stored =
        database.transact(tx -> {
          // Who changes it meanwhile waits for the topics' row.
          topics.change(tx, community);
          IfMatch.mustBe(ifMatch, Versioned.of(models.confidence(tx, community)));
          Instant now = clock.instant();
          long version = models.setConfidence(tx, community, percent, now);
          acts.add(
              tx,
              caller,
              null,
              now,
              Kind.CONFIDENCE_SET,
              Map.of("percent", Integer.toString(percent)));
          return new Versioned<>(standing(tx, community, percent), version);
        });
    inForce.forget(community);
    learning.learn(community);
    return stored;
  }
}
