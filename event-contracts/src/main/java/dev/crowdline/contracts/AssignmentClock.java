package dev.crowdline.contracts;

/** The two clocks that run after an accept. */
public enum AssignmentClock {
  FIRST_ACTION,
  COMPLETION
}
