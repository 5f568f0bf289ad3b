package dev.crowdline.intake.understanding;

import dev.crowdline.intake.understanding.domain.Understood;
import dev.crowdline.intake.understanding.persistence.TopicsInForce;
import jakarta.enterprise.context.ApplicationScoped;

/** Understands by the community's topic keywords. */
@ApplicationScoped
public class KeywordUnderstanding implements Understanding {
  private final TopicsInForce topics;

  KeywordUnderstanding(TopicsInForce topics) {
    this.topics = topics;
  }

  @Override
  public Understood understand(Question question) {
    return Understood.by(topics.of(question.community()).in(question.text()));
  }
}
