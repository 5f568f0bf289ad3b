package dev.crowdline.contracts.intake;

import com.fasterxml.jackson.annotation.JsonEnumDefaultValue;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * Nobody wants an answer any more. It is the request's one end: no request-resolved comes beside or
 * after it.
 *
 * @param paidAssignmentId whose answer waited for its judgement; it is paid, since nobody will say
 *     that it was wrong
 * @param withdrawn true when the customer withdrew it; {@code by} is then CUSTOMER_SILENT, the
 *     nearest of the values that v1 began with
 */
public record RequestCancelled(
    By by, @Nullable UUID paidAssignmentId, @Nullable Boolean withdrawn) {

  /** Who ended it. */
  public enum By {
    INTEGRATOR,
    OPERATOR,
    CUSTOMER_SILENT,
    /** A word of a later version; read, never written. */
    @JsonEnumDefaultValue
    UNKNOWN
  }
}
