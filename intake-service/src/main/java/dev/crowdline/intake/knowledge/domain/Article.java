package dev.crowdline.intake.knowledge.domain;

import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * A question and its answer that may help others. Customers read it while it is {@link
 * State#PUBLISHED}.
 *
 * @param author the member whose answer it is; null when the company's people wrote it
 * @param requestId the request whose answer it was made of; null for none
 * @param votes of readers, on the text as it was published last
 * @param solved how many requests it ended before anybody was asked
 * @param changedAt when its text or state changed last
 * @param version counts these changes; votes are none
 */
public record Article(
    UUID id,
    String community,
    State state,
    Content content,
    @Nullable Author author,
    @Nullable UUID requestId,
    Votes votes,
    long solved,
    Instant createdAt,
    Instant changedAt,
    long version) {
  /** The most that a community may have. */
  public static final int MOST = 20_000;

  /** UTF-16 units of a question. */
  public static final int LONGEST_QUESTION = 2_000;

  /** UTF-16 units of an answer. */
  public static final int LONGEST_TEXT = 8_000;

  /** What an operator writes of it. */
  public record Content(
      String language, String title, String question, String text, @Nullable String topic) {}

  /** Whose answer it is. */
  public record Author(UUID memberId, String alias) {}

  /** Where it stands. */
  public enum State {
    /** Nobody has read it for the company yet. */
    PROPOSED,
    /** Customers find it. */
    PUBLISHED,
    /** Readers voted it down: customers do not find it until it is published again. */
    IN_REVIEW,
    /** Customers do not find it any more. */
    WITHDRAWN
  }

  /** A new one. */
  public static Article begin(
      UUID id,
      String community,
      State state,
      Content content,
      @Nullable Author author,
      @Nullable UUID requestId,
      Instant now) {
    return new Article(
        id, community, state, content, author, requestId, Votes.NONE, 0, now, now, 1);
  }

  /** The same with another text; the same text changes nothing. */
  public Article edited(Content other, Instant now) {
    return content.equals(other) ? this : changed(state, other, votes, now);
  }

  /** Customers find it from now on; what was voted before was about an earlier text. */
  public Article published(Instant now) {
    return state == State.PUBLISHED ? this : changed(State.PUBLISHED, content, Votes.NONE, now);
  }

  /** Customers do not find it any more. */
  public Article withdrawn(Instant now) {
    return state == State.WITHDRAWN ? this : changed(State.WITHDRAWN, content, votes, now);
  }

  /** Readers voted; too many against it, and it must be looked at. */
  public Article voted(Votes now, Instant at) {
    return state == State.PUBLISHED && now.areAgainst()
        ? changed(State.IN_REVIEW, content, now, at)
        : new Article(
            id, community, state, content, author, requestId, now, solved, createdAt, changedAt,
            version);
  }

  private Article changed(State next, Content other, Votes votes, Instant now) {
    return new Article(
        id, community, next, other, author, requestId, votes, solved, createdAt, now, version + 1);
  }
}
