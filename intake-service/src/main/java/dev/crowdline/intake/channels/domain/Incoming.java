package dev.crowdline.intake.channels.domain;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A message that came in, in the words of no channel. Its text form is empty (P13).
 *
 * @param externalId the provider's id of it; the same message has the same
 * @param address of who wrote it
 * @param name what that person is called there, if anything
 * @param subject one line; may be empty
 * @param text the writer's own words, without what is quoted; may be empty
 * @param original all that was written
 * @param replyToken of the signed address that it was sent to; null when there is none
 * @param refersTo the provider's ids of what it answers, the latest first
 * @param nature who or what wrote it
 * @param bounced why our message could not be delivered, of a bounce
 */
public record Incoming(
    String externalId,
    String address,
    @Nullable String name,
    String subject,
    String text,
    String original,
    @Nullable String replyToken,
    List<String> refersTo,
    Nature nature,
    @Nullable String bounced) {

  /** Who or what wrote a message. */
  public enum Nature {
    /** A person, as far as one can tell. */
    PERSON,
    /** A program: an absence note, a list, a receipt. */
    AUTOMATIC,
    /** The provider, about a message of ours that it could not deliver. */
    BOUNCE,
    /** Ourselves. */
    OWN
  }

  public Incoming {
    refersTo = List.copyOf(refersTo);
  }

  @Override
  public String toString() {
    return "Incoming[…]";
  }
}
