package dev.crowdline.sla.clocks.domain;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * A step of the plan that was raised and not withdrawn.
 *
 * @param step its place in the plan that counted, 1 for the first
 * @param at when its share was used, or when it was predicted
 * @param id see {@link #stepId}; null in what was stored before steps had ids
 * @param expectedMillis the wait to expect, because of which it was raised before its share was
 *     used; null of one that goes by its share
 */
public record RaisedStep(
    int step,
    int round,
    int usedPercent,
    Instant at,
    @Nullable String id,
    @Nullable Long expectedMillis) {

  /** The same in every version of a policy; of a step without an id, its place. */
  public String stepId() {
    return id == null ? Integer.toString(step) : id;
  }
}
