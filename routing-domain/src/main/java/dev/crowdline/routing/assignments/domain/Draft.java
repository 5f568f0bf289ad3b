package dev.crowdline.routing.assignments.domain;

import java.time.Instant;
import java.util.UUID;

/**
 * What a member has written so far on an assignment. It belongs to that assignment for good: who
 * has the work next sees it beside the own draft, never in it.
 *
 * @param alias of its member
 * @param version 1 while nothing was ever saved, and one more with each change
 */
public record Draft(
    UUID assignmentId,
    UUID routeId,
    int round,
    AssignmentState state,
    String alias,
    String text,
    int version,
    Instant at) {
  /** The version of a draft of which nothing was ever saved. */
  public static final int UNTOUCHED = 1;

  /** A changed draft with so many visible characters shows that its member has begun. */
  private static final int SUBSTANCE = 10;

  /** Letters that show nothing. */
  private static final String BLANKS = "\u2800\u3164\u115f\u1160\uffa0";

  /** Whether whoever writes this has begun to work. */
  public static boolean isOfSubstance(String text) {
    return text.codePoints().filter(Draft::isVisible).limit(SUBSTANCE).count() == SUBSTANCE;
  }

  /** Whether this is work that somebody dropped, and so partial work for the next of its round. */
  public boolean isLeftFor(Assignment next) {
    return routeId.equals(next.routeId())
        && round == next.round()
        && !assignmentId.equals(next.id())
        && isLeftIn(round);
  }

  /** The same, for a round that nobody has taken up again. */
  public boolean isLeftIn(int ofRound) {
    return round == ofRound && wasDropped() && !text.isBlank();
  }

  private boolean wasDropped() {
    return state == AssignmentState.RELEASED
        || state == AssignmentState.TIMED_OUT
        || state == AssignmentState.CANCELLED;
  }

  private static boolean isVisible(int codePoint) {
    return switch (Character.getType(codePoint)) {
      case Character.SPACE_SEPARATOR,
          Character.LINE_SEPARATOR,
          Character.PARAGRAPH_SEPARATOR,
          Character.FORMAT,
          Character.CONTROL,
          Character.UNASSIGNED ->
          false;
      default -> BLANKS.indexOf(codePoint) < 0;
    };
  }
}
