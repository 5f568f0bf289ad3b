package dev.crowdline.routing.assignments.domain;

import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * What the customer said of an answer, or a part of it.
 *
 * @param verdict null while it is not judged
 * @param stars 1 to 5; null when it was not rated
 * @param thanks what was written beside the stars, or null
 */
public record Judged(
    String community,
    UUID routeId,
    UUID assignmentId,
    @Nullable Verdict verdict,
    @Nullable Integer stars,
    @Nullable String thanks) {

  /** Whether it helped. */
  public enum Verdict {
    CONFIRMED,
    REFUSED
  }

  /** The answer helped, or did not. */
  public static Judged as(Verdict verdict, String community, UUID routeId, UUID assignmentId) {
    return new Judged(community, routeId, assignmentId, verdict, null, null);
  }

  /** The answer was rated. */
  public static Judged rated(
      int stars, @Nullable String thanks, String community, UUID routeId, UUID assignmentId) {
    return new Judged(community, routeId, assignmentId, null, stars, thanks);
  }
}
