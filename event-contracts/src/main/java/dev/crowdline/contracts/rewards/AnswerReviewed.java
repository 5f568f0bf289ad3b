package dev.crowdline.contracts.rewards;

import com.fasterxml.jackson.annotation.JsonEnumDefaultValue;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * An answer was judged by reviewers after it was delivered, or its author's appeal was decided.
 *
 * @param memberId who answered
 * @param topic the community's topic that the request was understood as
 * @param judgements how many reviewers it took
 * @param onAppeal whether this decides an appeal, and replaces what was stated before
 */
public record AnswerReviewed(
    UUID reviewId,
    UUID assignmentId,
    UUID memberId,
    Verdict verdict,
    @Nullable String topic,
    int judgements,
    boolean onAppeal) {

  /** What the reviewers say of it. */
  public enum Verdict {
    GOOD,
    ACCEPTABLE,
    /** Its pay is withdrawn. */
    WRONG,
    /** The same, and its author is offered nothing until an operator decides. */
    HARMFUL,
    /** A word of a later version; read, never written. */
    @JsonEnumDefaultValue
    UNKNOWN
  }
}
