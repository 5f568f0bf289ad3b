package dev.crowdline.rewards.corrections.domain;

import dev.crowdline.rewards.ledger.domain.CorrectionReason;
import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * Points that an operator wants to add or take off.
 *
 * @param points added; as less, taken off
 * @param note to the member; null when it was forgotten
 * @param proposer who proposed it, as a caller is known; {@code proposedBy} is the name then
 * @param decidedBy who booked or rejected it, by name then; null while it is proposed
 */
public record Correction(
    String community,
    UUID id,
    UUID memberId,
    long points,
    CorrectionReason reason,
    @Nullable String note,
    State state,
    String proposer,
    String proposedBy,
    Instant proposedAt,
    @Nullable String decidedBy,
    @Nullable Instant decidedAt) {

  /** How far it is. */
  public enum State {
    /** Waits for another operator. */
    PROPOSED,
    /** The points have moved. */
    BOOKED,
    /** They have not and will not. */
    REJECTED
  }
}
