package dev.crowdline.intake.requests.domain;

import dev.crowdline.contracts.Erased;
import dev.crowdline.contracts.Tier;
import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * One entry of a conversation.
 *
 * @param alias and {@code tier}: of the member who wrote it, else null
 * @param answer which work it is the answer of, else null
 * @param notice what the system says; null for what people wrote, and for notices that are older
 *     than their codes
 */
public record Message(
    UUID id,
    Author author,
    Kind kind,
    @Nullable String alias,
    @Nullable Tier tier,
    String text,
    boolean asksCustomer,
    @Nullable Work answer,
    @Nullable Notice notice,
    Instant at) {

  /** The work that an answer came of. */
  public record Work(UUID assignmentId, UUID memberId, int round) {}

  /** Who wrote it. */
  public enum Author {
    CUSTOMER,
    MEMBER,
    STAFF,
    SYSTEM
  }

  /** What it is. */
  public enum Kind {
    QUESTION,
    MESSAGE,
    THANKS,
    ANSWER,
    NOTICE
  }

  /** The same, without what was written. */
  public Message erased() {
    return new Message(id, author, kind, alias, tier, Erased.TEXT, asksCustomer, answer, null, at);
  }

  public static Message question(UUID id, String text, Instant at) {
    return new Message(id, Author.CUSTOMER, Kind.QUESTION, null, null, text, false, null, null, at);
  }

  public static Message ofCustomer(UUID id, String text, Instant at) {
    return new Message(id, Author.CUSTOMER, Kind.MESSAGE, null, null, text, false, null, null, at);
  }

  public static Message thanks(UUID id, String text, Instant at) {
    return new Message(id, Author.CUSTOMER, Kind.THANKS, null, null, text, false, null, null, at);
  }

  /** Who of the staff it was stands in the audit; the customer is told that it was staff. */
  public static Message ofStaff(UUID id, String text, Instant at) {
    return new Message(id, Author.STAFF, Kind.MESSAGE, null, null, text, false, null, null, at);
  }

  public static Message ofMember(
      UUID id, Helper member, String text, boolean asksCustomer, Instant at) {
    return new Message(
        id,
        Author.MEMBER,
        Kind.MESSAGE,
        member.alias(),
        member.tier(),
        text,
        asksCustomer,
        null,
        null,
        at);
  }

  public static Message answer(UUID id, Helper member, int round, String text, Instant at) {
    return new Message(
        id,
        Author.MEMBER,
        Kind.ANSWER,
        member.alias(),
        member.tier(),
        text,
        false,
        new Work(member.assignmentId(), member.memberId(), round),
        null,
        at);
  }

  /** The answer of an incident, as each of its reporters reads it; it is no work on theirs. */
  public static Message told(UUID id, Helper member, String text, Instant at) {
    return new Message(
        id, Author.MEMBER, Kind.ANSWER, member.alias(), member.tier(), text, false, null, null, at);
  }

  public static Message notice(UUID id, Notice notice, Instant at) {
    return new Message(
        id, Author.SYSTEM, Kind.NOTICE, null, null, notice.text(), false, null, notice, at);
  }
}
