package dev.crowdline.intake.understanding.sentences;

import dev.crowdline.intake.understanding.domain.Examples;
import dev.crowdline.intake.understanding.domain.Guess;
import dev.crowdline.intake.understanding.domain.Learned;
import dev.crowdline.intake.understanding.domain.SentenceExamples;
import dev.crowdline.intake.understanding.domain.Topic;
import dev.crowdline.intake.understanding.domain.Understood;
import dev.crowdline.intake.understanding.persistence.TopicsInForce;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Understands a text by what it means: as its community's examples, seen by the sentence model, and
 * the fast model together say (ADR 49). It takes milliseconds a text, and a millisecond for each
 * example that was not seen before, so it is asked beside the requests' path, by one thread.
 */
@ApplicationScoped
public class SentenceUnderstanding {
  /** The language that the model was trained on. */
  public static final String LANGUAGE = "en";

  /** Some forty thousand examples; what was not asked for longest is dropped and seen again. */
  private static final long MOST_BYTES = 24_000_000;

  private final TopicsInForce topics;
  private final Map<String, Seen> seen = new LinkedHashMap<>(16, 0.75f, true);
  private @Nullable SentenceModel model;
  private @Nullable SentenceExamples ofNoTopic;

  /** The examples as they stood, and as the model sees them. */
  private record Seen(Examples examples, SentenceExamples sentences) {}

  SentenceUnderstanding(TopicsInForce topics) {
    this.topics = topics;
  }

  /** What some texts of a community are about, in their order; null where nothing can be said. */
  public synchronized List<@Nullable Understood> understand(String community, List<String> texts) {
    TopicsInForce.InForce inForce = topics.of(community);
    Learned learned = inForce.learned();
    SentenceExamples examples = examples(community, learned);
    float[][] directions = model().vectors(texts);
    List<@Nullable Understood> understood = new ArrayList<>();
    for (int i = 0; i < directions.length; i++) {
      Guess guess = learned.secondGuess(texts.get(i), directions[i], examples);
      Topic topic =
          guess == null || guess.topic() == null ? null : inForce.keywords().topic(guess.topic());
      understood.add(guess == null ? null : Understood.by(guess, topic));
    }
    return understood;
  }

  private SentenceExamples examples(String community, Learned learned) {
    Seen before = seen.get(community);
    if (before != null && before.examples() == learned.examples()) {
      return before.sentences();
    }
    SentenceExamples now =
        (before == null ? ofNoTopic() : before.sentences())
            .replacedBy(learned.examples().given(), model()::vectors);
    seen.put(community, new Seen(learned.examples(), now));
    keepToTheWeight();
    return now;
  }

  /** What was just asked for is the last that is dropped. */
  private void keepToTheWeight() {
    long bytes = seen.values().stream().mapToLong(each -> each.sentences().bytes()).sum();
    Iterator<Seen> longestUnusedFirst = seen.values().iterator();
    while (bytes > MOST_BYTES && seen.size() > 1) {
      bytes -= longestUnusedFirst.next().sentences().bytes();
      longestUnusedFirst.remove();
    }
  }

  private SentenceModel model() {
    SentenceModel loaded = model;
    if (loaded == null) {
      loaded = SentenceModel.load();
      model = loaded;
    }
    return loaded;
  }

  private SentenceExamples ofNoTopic() {
    SentenceExamples known = ofNoTopic;
    if (known == null) {
      known = SentenceExamples.ofNoTopic(model()::vectors);
      ofNoTopic = known;
    }
    return known;
  }
}
