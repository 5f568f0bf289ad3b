package dev.crowdline.contracts.rewards;

import com.fasterxml.jackson.annotation.JsonEnumDefaultValue;

/**
 * A member stands on another rung of the community's ladder. Everybody begins on the first, without
 * a fact.
 *
 * @param rung where the member stands now, counted from 1 at the bottom
 * @param rank what the community calls it
 * @param rungs how many the ladder has
 * @param before the rung that the member stood on; the ladder may have had more
 */
public record RankChanged(int rung, String rank, int rungs, int before, Reason reason) {

  /** What moved the member. */
  public enum Reason {
    /** Answers were confirmed or refused. */
    ANSWERS,
    /** Answers grew too old to count. */
    TIME,
    /** The ladder was changed. */
    LADDER,
    /** A word of a later version; read, never written. */
    @JsonEnumDefaultValue
    UNKNOWN
  }
}
