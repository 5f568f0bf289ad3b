package dev.crowdline.sla.clocks.domain;

/** Where a request stands, as far as its facts say. */
public enum Status {
  OPEN,
  IN_WORK,
  /** An incident answers it. */
  LINKED,
  ANSWERED,
  RESOLVED,
  CANCELLED;

  /** Nothing can run out any more. */
  public boolean isFinished() {
    return this == RESOLVED || this == CANCELLED;
  }

  /** It has no answer, and waits for one of its own or an incident's. */
  boolean isUnanswered() {
    return wantsHelp() || this == LINKED;
  }

  /** Somebody may still have to help; escalation steps are raised only then. */
  public boolean wantsHelp() {
    return this == OPEN || this == IN_WORK;
  }
}
