package dev.crowdline.intake.understanding;

import dev.crowdline.intake.understanding.domain.ConfirmedTopic;
import dev.crowdline.intake.understanding.domain.Example;
import dev.crowdline.intake.understanding.domain.Topic;
import dev.crowdline.intake.understanding.persistence.ConfirmedTopicTable;
import dev.crowdline.intake.understanding.persistence.TopicRepository;
import dev.crowdline.intake.understanding.persistence.TopicTable;
import dev.crowdline.intake.understanding.persistence.TopicsInForce;
import dev.crowdline.support.database.Sql;
import dev.crowdline.support.database.Tx;
import dev.crowdline.support.database.Versioned;
import dev.crowdline.support.web.Spelling;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * Questions of which an operator said what they are about are examples: of the next question at
 * once, and learned by the model soon after. Those that were erased are forgotten, and what was
 * learned with them is learned anew without them.
 */
@ApplicationScoped
public class ConfirmingExamples {
  private final ConfirmedTopicTable confirmed;
  private final TopicRepository topics;
  private final TopicTable changes;
  private final TopicsInForce inForce;
  private final LearningTopics learning;

  ConfirmingExamples(
      ConfirmedTopicTable confirmed,
      TopicRepository topics,
      TopicTable changes,
      TopicsInForce inForce,
      LearningTopics learning) {
    this.confirmed = confirmed;
    this.topics = topics;
    this.changes = changes;
    this.inForce = inForce;
    this.learning = learning;
  }

  /** The topic of that name; a problem with the nearest names when there is none. */
  public Topic topic(Tx tx, String community, String name) {
    Versioned<Topic> found = topics.find(tx, community, name);
    if (found == null) {
      List<String> names =
          topics.of(tx, community).stream().map(each -> each.value().name()).toList();
      Spelling.mustStand("topic", "topic", name, names);
      throw new IllegalStateException("topic " + name + " stands, and was not found");
    }
    return found.value();
  }

  /** What was said of a request, or null. */
  public @Nullable ConfirmedTopic said(Sql sql, String community, UUID requestId) {
    return confirmed.find(sql, community, requestId);
  }

  /** The questions of some requests, of those that are examples still. */
  public Map<UUID, String> texts(Sql sql, String community, Collection<UUID> requests) {
    return requests.isEmpty() ? Map.of() : confirmed.texts(sql, community, requests);
  }

  /** Takes the question of a locked request as an example of what it was said to be about. */
  public void confirm(
      Tx tx, String community, UUID requestId, String question, ConfirmedTopic said) {
    confirmed.put(tx, community, said, requestId, Example.head(question));
    changed(tx, community);
  }

  /** Forgets the questions of locked requests; how many there were. */
  public int forget(Tx tx, String community, List<UUID> requests) {
    int forgotten = confirmed.clear(tx, community, requests);
    if (forgotten > 0) {
      changed(tx, community);
    }
    return forgotten;
  }

  private void changed(Tx tx, String community) {
    changes.change(tx, community);
    tx.afterCommit(() -> {
      inForce.forget(community);
      learning.learn(community);
    });
  }
}
