package dev.crowdline.routing.assignments.domain;

/** The life of an assignment; only the first is active. */
public enum AssignmentState {
  ACTIVE,
  COMPLETED,
  RELEASED,
  TIMED_OUT,
  CANCELLED
}
