package dev.crowdline.intake.requests.web;

import dev.crowdline.contracts.Tier;
import dev.crowdline.intake.requests.domain.Message;
import java.time.Instant;
import java.util.UUID;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.jspecify.annotations.Nullable;

/**
 * An entry of a conversation as it is shown.
 *
 * @param alias and {@code tier}: of the member who wrote it, else absent
 */
@Schema(name = "Message")
public record MessageView(
    UUID id,
    Message.Author author,
    @Nullable String alias,
    @Nullable Tier tier,
    Message.Kind kind,
    String text,
    boolean asksCustomer,
    Instant at) {

  public static MessageView of(Message m) {
    return new MessageView(
        m.id(), m.author(), m.alias(), m.tier(), m.kind(), m.text(), m.asksCustomer(), m.at());
  }
}
