package dev.crowdline.intake.channels.domain;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What the next message to a customer goes to, and what it threads under. Personal: it is stored
 * encrypted, and its text form is empty (P13).
 *
 * @param address the customer's
 * @param name the customer's, if one is known
 * @param subject of the first message
 * @param references the provider's ids of the customer's messages, the first and the latest of
 *     them, in order
 */
public record ChannelThread(
    String address, @Nullable String name, String subject, List<String> references) {
  /** More than this no client needs to thread by. */
  static final int MOST_REFERENCES = 12;

  public ChannelThread {
    references = List.copyOf(references);
  }

  /** After one more message of the customer. */
  public ChannelThread heard(String externalId) {
    List<String> more = new ArrayList<>(references);
    more.add(externalId);
    if (more.size() > MOST_REFERENCES) {
      more.remove(1);
    }
    return new ChannelThread(address, name, subject, more);
  }

  @Override
  public String toString() {
    return "ChannelThread[…]";
  }
}
