package dev.crowdline.contracts.rewards;

import com.fasterxml.jackson.annotation.JsonEnumDefaultValue;
import java.util.UUID;

/**
 * The item could not be handed out; its points went back to the member, first against what the
 * member owes.
 *
 * @param points 1 or more
 */
public record RedemptionRefunded(UUID redemptionId, UUID itemId, long points, Reason reason) {

  /** Why it could not. */
  public enum Reason {
    /** No code was left. */
    NO_CODE,
    /** Who was to hand it out refused. */
    REFUSED,
    /** Who was to hand it out gave no usable answer for a day. */
    NO_ANSWER,
    /** A word of a later version; read, never written. */
    @JsonEnumDefaultValue
    UNKNOWN
  }
}
