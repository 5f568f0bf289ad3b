package dev.crowdline.contracts.intake;

import com.fasterxml.jackson.annotation.JsonEnumDefaultValue;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * The answer of this assignment is confirmed; its points may be released.
 *
 * @param round whose answer it is
 * @param confirmedInRound the request's round when it was confirmed, later than {@code round} for
 *     an answer that was refused before; among verdicts the one of the later round holds
 */
public record RequestResolved(
    UUID assignmentId, UUID memberId, int round, By by, @Nullable Integer confirmedInRound) {

  /** What confirmed it. */
  public enum By {
    CUSTOMER,
    RATING,
    SILENCE,
    /** A word of a later version; read, never written. */
    @JsonEnumDefaultValue
    UNKNOWN
  }
}
