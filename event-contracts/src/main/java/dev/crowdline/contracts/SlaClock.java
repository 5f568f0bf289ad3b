package dev.crowdline.contracts;

import com.fasterxml.jackson.annotation.JsonEnumDefaultValue;
import java.util.List;

/** The targets of an SLA policy. */
public enum SlaClock {
  TIME_TO_ACCEPT,
  FIRST_RESPONSE,
  /** From a further message of the customer to our next one; each begins anew. */
  NEXT_RESPONSE,
  RESOLUTION,
  /** A word of a later version; read, never written. */
  @JsonEnumDefaultValue
  UNKNOWN;

  private static final List<SlaClock> KNOWN =
      List.of(TIME_TO_ACCEPT, FIRST_RESPONSE, NEXT_RESPONSE, RESOLUTION);
  private static final List<SlaClock> ALL = List.of(TIME_TO_ACCEPT, FIRST_RESPONSE, RESOLUTION);

  /**
   * Those that every request has once; without NEXT_RESPONSE, which it has for each message that
   * waits for ours, and UNKNOWN.
   */
  public static List<SlaClock> all() {
    return ALL;
  }

  /** All, without UNKNOWN. */
  public static List<SlaClock> known() {
    return KNOWN;
  }
}
