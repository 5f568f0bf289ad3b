package dev.crowdline.sla.whatif.domain;

import java.time.Duration;

/**
 * What a customer made of an answer.
 *
 * @param after how long after it; of silence, as long as the policy says
 */
public record Verdict(Kind kind, Duration after) {

  /** What it was. */
  public enum Kind {
    CONFIRMED,
    /** Confirmed by saying nothing. */
    SILENCE,
    REFUSED,
    /** Refused, and the same member is asked first. */
    REFUSED_TO_THE_SAME
  }
}
