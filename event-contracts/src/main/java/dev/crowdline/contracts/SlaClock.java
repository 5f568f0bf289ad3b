package dev.crowdline.contracts;

import com.fasterxml.jackson.annotation.JsonEnumDefaultValue;
import java.util.List;

/** The three targets of an SLA policy. */
public enum SlaClock {
  TIME_TO_ACCEPT,
  FIRST_RESPONSE,
  RESOLUTION,
  /** A word of a later version; read, never written. */
  @JsonEnumDefaultValue
  UNKNOWN;

  private static final List<SlaClock> ALL = List.of(TIME_TO_ACCEPT, FIRST_RESPONSE, RESOLUTION);

  /** The targets that there are, without UNKNOWN. */
  public static List<SlaClock> all() {
    return ALL;
  }
}
