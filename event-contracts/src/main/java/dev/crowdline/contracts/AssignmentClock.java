package dev.crowdline.contracts;

import com.fasterxml.jackson.annotation.JsonEnumDefaultValue;

/** The two clocks that run after an accept. */
public enum AssignmentClock {
  FIRST_ACTION,
  COMPLETION,
  /** A word of a later version; read, never written. */
  @JsonEnumDefaultValue
  UNKNOWN
}
