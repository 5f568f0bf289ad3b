package dev.crowdline.intake.requests.domain;

import dev.crowdline.contracts.Channel;
import dev.crowdline.contracts.Need;
import dev.crowdline.contracts.RequestKind;
import dev.crowdline.intake.understanding.domain.Evidence;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * One customer's need for help: what never changes of it, and its {@link Life}.
 *
 * @param kind a customer's request, or an incident
 * @param alias the customer's
 * @param evidence why it was understood as it was
 * @param linkedTo the earlier request that this one continues
 * @param version counts its changes
 */
public record Request(
    UUID id,
    String community,
    RequestKind kind,
    UUID customerId,
    String alias,
    Channel channel,
    String language,
    List<Need> needs,
    @Nullable String topic,
    boolean understood,
    Evidence evidence,
    Map<String, String> attributes,
    UUID questionId,
    String text,
    @Nullable UUID linkedTo,
    Instant createdAt,
    long version,
    Life life) {

  /** Where requests can come from today: an answer must find its way back. */
  public static final List<Channel> CHANNELS = List.of(Channel.API, Channel.WEB, Channel.EMAIL);

  /** Those of which a program may say that a request came by them. */
  public static final List<Channel> POSTED = List.of(Channel.API, Channel.WEB);

  public Request {
    needs = List.copyOf(needs);
    if (!CHANNELS.contains(channel)) {
      throw new IllegalArgumentException("channel " + channel + " has no way back");
    }
  }

  /** The question as the first message of its conversation. */
  public Message question() {
    return Message.question(questionId, text, createdAt);
  }
}
