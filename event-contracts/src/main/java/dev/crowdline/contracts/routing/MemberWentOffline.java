package dev.crowdline.contracts.routing;

import com.fasterxml.jackson.annotation.JsonEnumDefaultValue;

/** A member is present nowhere. */
public record MemberWentOffline(Reason reason) {

  /** Why. */
  public enum Reason {
    LEFT,
    LAPSED,
    /** A word of a later version; read, never written. */
    @JsonEnumDefaultValue
    UNKNOWN
  }
}
