package dev.crowdline.intake.understanding;

import dev.crowdline.intake.understanding.domain.Understood;
import java.util.Map;

/**
 * The port through which a request is understood, in the request's own step: it must be cheap
 * (under a millisecond) and never fail; a slow method answers what it knows and adds the rest
 * later.
 */
public interface Understanding {

  /** What the question is about, in the words of its community. */
  Understood understand(Question question);

  /**
   * What is asked.
   *
   * @param language BCP 47
   * @param attributes such as area, product, device
   */
  record Question(String community, String language, String text, Map<String, String> attributes) {}
}
