package dev.crowdline.intake.channels.domain;

import dev.crowdline.intake.requests.domain.Message;
import java.util.UUID;

/**
 * A message that is to reach a customer, with all that a channel may say beside it.
 *
 * @param requestId of the conversation
 * @param community its name, as the customer knows it
 * @param language of the request
 * @param page the customer's page, with a signed link
 * @param replyToken makes a reply join the conversation, whoever sends it
 * @param threadToken marks our message as one of that conversation
 */
public record Outgoing(
    UUID requestId,
    Message message,
    String community,
    String language,
    ChannelThread thread,
    String page,
    String replyToken,
    String threadToken) {

  @Override
  public String toString() {
    return "Outgoing[" + message.id() + "]";
  }
}
