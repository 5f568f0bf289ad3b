package dev.crowdline.sla.whatif.domain;

import dev.crowdline.contracts.SlaClock;
import dev.crowdline.contracts.Tier;
import java.time.Duration;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What became of a request, in earnest or in a replay.
 *
 * @param met whether the target of a clock was met or missed; nothing of one that still ran
 * @param taken from the submission until somebody took it first; null when nobody did
 * @param answered from the submission to the first answer; null without one
 * @param answeredBy the tier of who gave the last answer; null without one
 * @param offers how many were made
 * @param steps how many steps of the plan were raised
 * @param isExhausted whether no step was left while it waited
 * @param points that its confirmed answer paid
 * @param contractorCents that its answer cost, if a contractor gave it
 */
public record Course(
    Map<SlaClock, Boolean> met,
    @Nullable Duration taken,
    @Nullable Duration answered,
    @Nullable Tier answeredBy,
    int offers,
    int steps,
    boolean isExhausted,
    int points,
    int contractorCents) {
  /** Nobody did anything. */
  public static final Course NOTHING = new Course(Map.of(), null, null, null, 0, 0, false, 0, 0);

  public Course {
    met = Map.copyOf(met);
  }
}
