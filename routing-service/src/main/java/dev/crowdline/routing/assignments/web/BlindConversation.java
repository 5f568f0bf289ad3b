package dev.crowdline.routing.assignments.web;

import dev.crowdline.routing.routes.domain.Message;
import java.time.Instant;
import java.util.List;
import java.util.UUID;

/**
 * A conversation up to an answer, without anybody's name.
 *
 * @param conversation in its order; the last is the answer
 */
public record BlindConversation(String language, List<BlindMessage> conversation) {

  /** What somebody said. */
  public record BlindMessage(
      UUID id,
      Message.Author author,
      Message.Kind kind,
      String text,
      boolean asksCustomer,
      Instant at) {
    static BlindMessage of(Message m) {
      return new BlindMessage(m.id(), m.author(), m.kind(), m.text(), m.asksCustomer(), m.at());
    }
  }
}
