package dev.crowdline.contracts.routing;

import com.fasterxml.jackson.annotation.JsonEnumDefaultValue;
import java.util.UUID;

/** The work is not wanted any more: the request was cancelled or must not stay with this member. */
public record AssignmentCancelled(UUID assignmentId, UUID memberId, Reason reason) {

  /** Why. */
  public enum Reason {
    REQUEST_CANCELLED,
    TIER_RAISED,
    /** A word of a later version; read, never written. */
    @JsonEnumDefaultValue
    UNKNOWN
  }
}
