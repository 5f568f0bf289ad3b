package dev.crowdline.rewards.reviews.domain;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * An answer that was drawn to be judged.
 *
 * <pre>
 *   OPEN ---- enough judgements ----> SETTLED <---- one more judgement ---- APPEALED
 *     \------ erased ---------------> DROPPED       \---- its author -------/
 * </pre>
 *
 * @param memberId its author
 * @param twice whether two reviewers judge it
 * @param verdict once it is settled
 * @param judgements in their order
 * @param appeal what its author says against the verdict; null as long as nothing was said
 */
public record Review(
    String community,
    UUID id,
    UUID assignmentId,
    UUID requestId,
    UUID memberId,
    UUID messageId,
    @Nullable String topic,
    boolean twice,
    State state,
    Instant openedAt,
    @Nullable Instant closedAt,
    @Nullable ReviewVerdict verdict,
    List<Judgement> judgements,
    @Nullable Appeal appeal) {
  /** So long after it was settled a verdict can be appealed. */
  public static final Duration APPEALS = Duration.ofDays(14);

  public Review {
    judgements = List.copyOf(judgements);
  }

  /** Where it stands. */
  public enum State {
    OPEN,
    SETTLED,
    /** Its author does not agree; the verdict stands until somebody else has judged. */
    APPEALED,
    /** What was written is forgotten, before it was judged. */
    DROPPED
  }

  /** A new one. */
  public static Review opened(
      Answered answer, UUID id, @Nullable String topic, boolean twice, Instant now) {
    return new Review(
        answer.community(),
        id,
        answer.assignmentId(),
        answer.requestId(),
        answer.memberId(),
        answer.messageId(),
        topic,
        twice,
        State.OPEN,
        now,
        null,
        null,
        List.of(),
        null);
  }

  /** The same with what was said. */
  public Review having(List<Judgement> said) {
    return new Review(
        community,
        id,
        assignmentId,
        requestId,
        memberId,
        messageId,
        topic,
        twice,
        state,
        openedAt,
        closedAt,
        verdict,
        said,
        appeal);
  }

  /** What an author says against a verdict, and when. */
  public record Appeal(String reason, Instant at) {}

  /** Until when its author may appeal; null when that cannot be. */
  public @Nullable Instant appealsUntil() {
    return state == State.SETTLED
            && verdict != null
            && verdict.withdraws()
            && appeal == null
            && closedAt != null
        ? closedAt.plus(APPEALS)
        : null;
  }

  /** What this reviewer said, or null. */
  public @Nullable Judgement by(String reviewer) {
    return judgements.stream()
        .filter(judgement -> judgement.reviewer().equals(reviewer))
        .findFirst()
        .orElse(null);
  }

  /**
   * What it comes to with one verdict more; null while another reviewer has to judge. Who judges on
   * an appeal decides it.
   */
  public @Nullable ReviewVerdict with(ReviewVerdict next) {
    if (state == State.APPEALED) {
      return next;
    }
    return Weighing.of(
        Stream.concat(judgements.stream().map(Judgement::verdict), Stream.of(next)).toList(),
        twice);
  }
}
