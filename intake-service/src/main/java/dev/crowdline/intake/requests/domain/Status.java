package dev.crowdline.intake.requests.domain;

/** The names of the states, as they are shown and stored. */
public enum Status {
  OPEN,
  IN_WORK,
  ANSWERED,
  RESOLVED,
  CANCELLED;

  /** Whether nothing more happens to it. */
  public boolean isFinished() {
    return this == RESOLVED || this == CANCELLED;
  }
}
