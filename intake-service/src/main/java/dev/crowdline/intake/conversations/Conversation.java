package dev.crowdline.intake.conversations;

import dev.crowdline.intake.requests.domain.Message;
import dev.crowdline.intake.requests.domain.Request;
import java.util.List;

/** A request with all that was said. */
public record Conversation(Request request, List<Message> messages) {
  public Conversation {
    messages = List.copyOf(messages);
  }
}
