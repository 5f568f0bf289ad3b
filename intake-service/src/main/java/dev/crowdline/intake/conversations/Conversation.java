package dev.crowdline.intake.conversations;

import dev.crowdline.intake.requests.domain.Message;
import dev.crowdline.intake.requests.domain.Request;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A request with all that was said.
 *
 * @param incident that answers it; null when none does
 */
public record Conversation(
    Request request, List<Message> messages, @Nullable KnownProblem incident) {
  public Conversation {
    messages = List.copyOf(messages);
  }
}
