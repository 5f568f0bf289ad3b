package dev.crowdline.intake.understanding;

import dev.crowdline.intake.understanding.domain.Example;
import dev.crowdline.intake.understanding.domain.HeldOut;
import dev.crowdline.intake.understanding.domain.Lesson;
import dev.crowdline.intake.understanding.domain.ModelState;
import dev.crowdline.intake.understanding.domain.TopicModel;
import dev.crowdline.intake.understanding.persistence.TopicModelTable;
import dev.crowdline.intake.understanding.persistence.TopicTable;
import dev.crowdline.intake.understanding.persistence.TopicsInForce;
import dev.crowdline.support.database.Database;
import dev.crowdline.support.running.Loop;
import io.quarkus.runtime.ShutdownEvent;
import io.quarkus.runtime.StartupEvent;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import java.time.InstantSource;
import java.util.List;
import java.util.Set;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.LinkedBlockingQueue;
import org.jspecify.annotations.Nullable;

/**
 * Learns the examples of communities whose topics changed: one thread, one community at a time,
 * never in a request's path. Two replicas may learn the same; the result is the same, and the first
 * is stored.
 */
@ApplicationScoped
public class LearningTopics {
  private final Database database;
  private final TopicTable topics;
  private final TopicModelTable models;
  private final TopicsInForce inForce;
  private final InstantSource clock;
  // Bounded by the communities: each waits once.
  private final Set<String> waiting = ConcurrentHashMap.newKeySet();
  private final BlockingQueue<String> queue = new LinkedBlockingQueue<>();
  private volatile String current = "";
  private @Nullable Loop loop;

  LearningTopics(
      Database database,
      TopicTable topics,
      TopicModelTable models,
      TopicsInForce inForce,
      InstantSource clock) {
    this.database = database;
    this.topics = topics;
    this.models = models;
    this.inForce = inForce;
    this.clock = clock;
  }

  void start(@Observes StartupEvent event) {
    loop = Loop.start("learning-topics", this::next);
  }

  void stop(@Observes ShutdownEvent event) {
    if (loop != null) {
      loop.close();
    }
  }

  /** Soon; asked again before it began, it is done once. */
  public void learn(String community) {
    if (waiting.add(community)) {
      queue.add(community);
    }
  }

  private void next() throws InterruptedException {
    String community = queue.take();
    current = community;
    waiting.remove(community);
    try {
      if (learnNow(community)) {
        inForce.forget(community);
      }
    } finally {
      current = "";
    }
  }

  /** Whether a community waits to be learned here, or is just being learned. */
  boolean isLearning(String community) {
    return waiting.contains(community) || current.equals(community);
  }

  private record Standing(
      long version,
      List<Example> examples,
      @Nullable ModelState state,
      @Nullable TopicModel model) {}

  private boolean learnNow(String community) {
    // The version before the examples: what changes in between is seen as later.
    Standing standing =
        database.read(sql ->
            new Standing(
                topics.versions(sql, community).topics(),
                topics.examples(sql, community),
                models.state(sql, community),
                models.model(sql, community)));
    ModelState state = standing.state();
    boolean unreadable = state != null && state.version() > 0 && standing.model() == null;
    if (unreadable) {
      database.transact(tx -> {
        topics.change(tx, community);
        return null;
      });
      standing = new Standing(standing.version() + 1, standing.examples(), null, null);
    } else if (state != null && state.tried() >= standing.version()) {
      return false;
    }
    Lesson lesson =
        Lesson.of(
            standing.examples(),
            standing.model(),
            standing.state() == null ? new HeldOut(0, 0) : standing.state().heldOut());
    long tried = standing.version();
    database.transact(tx -> {
      models.store(tx, community, tried, lesson, clock.instant());
      return null;
    });
    return true;
  }
}
