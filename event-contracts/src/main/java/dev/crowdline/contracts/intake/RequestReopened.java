package dev.crowdline.contracts.intake;

import com.fasterxml.jackson.annotation.JsonEnumDefaultValue;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * The answer did not help: a new round begins.
 *
 * @param round the one that begins, 2 or more
 * @param assignmentId whose answer was refused; its held points are voided
 * @param preferredMemberId asked first and alone when online with room
 */
public record RequestReopened(
    int round, Reason reason, UUID assignmentId, @Nullable UUID preferredMemberId) {

  /** Why. */
  public enum Reason {
    NOT_SOLVED,
    LOW_RATING,
    CUSTOMER_WROTE,
    STAFF_WANTED,
    /** A word of a later version; read, never written. */
    @JsonEnumDefaultValue
    UNKNOWN
  }
}
