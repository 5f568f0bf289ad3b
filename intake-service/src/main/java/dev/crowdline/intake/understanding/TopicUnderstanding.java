package dev.crowdline.intake.understanding;

import dev.crowdline.intake.understanding.domain.Guess;
import dev.crowdline.intake.understanding.domain.Keywords;
import dev.crowdline.intake.understanding.domain.Topic;
import dev.crowdline.intake.understanding.domain.Understood;
import dev.crowdline.intake.understanding.persistence.TopicsInForce;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.List;

/**
 * Understands by the community's topics: by their keywords, which are rules that an operator can
 * read, and only where none is in the text by what their examples taught.
 */
@ApplicationScoped
public class TopicUnderstanding implements Understanding {
  private final TopicsInForce topics;
  private final LearningTopics learning;

  TopicUnderstanding(TopicsInForce topics, LearningTopics learning) {
    this.topics = topics;
    this.learning = learning;
  }

  @Override
  public Understood understand(Question question) {
    TopicsInForce.InForce inForce = topics.of(question.community());
    if (inForce.unlearned()) {
      learning.learn(question.community());
    }
    List<Keywords.Found> found = inForce.keywords().in(question.text());
    Guess guess = found.isEmpty() ? inForce.learned().guess(question.text()) : null;
    if (guess == null) {
      return Understood.by(found);
    }
    Topic topic = guess.topic() == null ? null : inForce.keywords().topic(guess.topic());
    return Understood.by(guess, topic);
  }
}
