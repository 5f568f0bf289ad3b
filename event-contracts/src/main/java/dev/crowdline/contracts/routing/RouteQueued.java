package dev.crowdline.contracts.routing;

import com.fasterxml.jackson.annotation.JsonEnumDefaultValue;
import dev.crowdline.contracts.Need;
import dev.crowdline.contracts.Tier;
import java.util.List;

/**
 * A route waits for members.
 *
 * @param needs what it needs now, after any widening
 */
public record RouteQueued(int round, Reason reason, List<Need> needs, Tier minimumTier) {
  public RouteQueued {
    needs = List.copyOf(needs);
  }

  /** Why it waits. */
  public enum Reason {
    SUBMITTED,
    OFFERS_ENDED,
    RELEASED,
    TIMED_OUT,
    REOPENED,
    TIER_RAISED,
    NEEDS_CHANGED,
    SPLIT,
    /** A word of a later version; read, never written. */
    @JsonEnumDefaultValue
    UNKNOWN
  }
}
