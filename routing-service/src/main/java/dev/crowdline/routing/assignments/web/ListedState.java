package dev.crowdline.routing.assignments.web;

import dev.crowdline.routing.assignments.domain.AssignmentState;
import java.util.EnumSet;
import java.util.Set;

/** Which assignments are listed: those of a state, or all that have ended. */
enum ListedState {
  ACTIVE,
  COMPLETED,
  RELEASED,
  TIMED_OUT,
  CANCELLED,
  ENDED;

  Set<AssignmentState> states() {
    return switch (this) {
      case ACTIVE, COMPLETED, RELEASED, TIMED_OUT, CANCELLED ->
          EnumSet.of(AssignmentState.valueOf(name()));
      case ENDED -> EnumSet.complementOf(EnumSet.of(AssignmentState.ACTIVE));
    };
  }
}
