package dev.crowdline.rewards.reviews.domain;

import java.time.Instant;
import java.util.List;
import java.util.UUID;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * An answer that was drawn to be judged.
 *
 * <pre>
 *   OPEN ---- enough judgements ----> SETTLED
 *     \------ erased ---------------> DROPPED
 * </pre>
 *
 * @param memberId its author
 * @param twice whether two reviewers judge it
 * @param verdict once it is settled
 * @param judgements in their order
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
    List<Judgement> judgements) {
  public Review {
    judgements = List.copyOf(judgements);
  }

  /** Where it stands. */
  public enum State {
    OPEN,
    SETTLED,
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
        List.of());
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
        said);
  }

  /** What this reviewer said, or null. */
  public @Nullable Judgement by(String reviewer) {
    return judgements.stream()
        .filter(judgement -> judgement.reviewer().equals(reviewer))
        .findFirst()
        .orElse(null);
  }

  /** What it comes to with one verdict more; null while another reviewer has to judge. */
  public @Nullable ReviewVerdict with(ReviewVerdict next) {
    return Weighing.of(
        Stream.concat(judgements.stream().map(Judgement::verdict), Stream.of(next)).toList(),
        twice);
  }
}
