package dev.crowdline.sla.overview.domain;

import java.util.Locale;

/** What is counted of the unfinished requests of a community, as the overview counts it. */
public enum Figure {
  /** For somebody to take them. */
  WAITING,
  IN_WORK,
  /** Until the customer says so, or silence does. */
  ANSWERED,
  AT_RISK,
  BREACHED;

  /** As it is asked for. */
  public String word() {
    return name().toLowerCase(Locale.ROOT);
  }
}
