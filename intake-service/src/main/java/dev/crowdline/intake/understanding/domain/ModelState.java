package dev.crowdline.intake.understanding.domain;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * How a community's model stands.
 *
 * @param version counts the models that went live; 0 while there is none
 * @param tried the version of the topics whose examples were learned last, whatever came of it
 * @param examples how many the live model learned
 * @param refused what was learned last and did not go live; null when the last did
 */
public record ModelState(
    long version,
    long tried,
    int examples,
    HeldOut heldOut,
    Instant madeAt,
    @Nullable Refused refused) {

  /**
   * A model that did not go live, as it was worse on what the live one had been tried with.
   *
   * @param examples how many it learned
   */
  public record Refused(int examples, HeldOut heldOut, Instant at) {}
}
