package dev.crowdline.sla.clocks.domain;

/** Where a request stands, as far as its facts say. */
public enum Status {
  OPEN,
  IN_WORK,
  ANSWERED,
  RESOLVED,
  CANCELLED;

  /** Nothing can run out any more. */
  public boolean isFinished() {
    return this == RESOLVED || this == CANCELLED;
  }

  /** Somebody may still have to help; escalation steps are raised only then. */
  public boolean wantsHelp() {
    return this == OPEN || this == IN_WORK;
  }
}
