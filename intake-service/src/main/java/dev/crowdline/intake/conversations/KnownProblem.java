package dev.crowdline.intake.conversations;

import dev.crowdline.intake.requests.domain.Message;
import java.time.Instant;
import java.util.List;

/**
 * The incident that answers a request, as far as its customer is told.
 *
 * @param told what those who work on it wrote before the answer, in order
 */
public record KnownProblem(String title, Instant since, List<Message> told) {
  public KnownProblem {
    told = List.copyOf(told);
  }
}
