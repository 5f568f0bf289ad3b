package dev.crowdline.contracts.intake;

import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * Nobody wants an answer any more. It is the request's one end: no request-resolved comes beside or
 * after it.
 *
 * @param paidAssignmentId whose answer waited for its judgement; it is paid, since nobody will say
 *     that it was wrong
 */
public record RequestCancelled(By by, @Nullable UUID paidAssignmentId) {

  /** Who ended it. */
  public enum By {
    INTEGRATOR,
    OPERATOR,
    CUSTOMER_SILENT
  }
}
