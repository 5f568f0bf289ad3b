package dev.crowdline.sla.reports.domain;

import java.util.Locale;

/** A number of a report that leads to its requests. */
public enum ReportedFigure {
  SUBMITTED,
  RESOLVED_BY_COMMUNITY,
  RESOLVED_BY_CONTRACTOR,
  RESOLVED_BY_SPECIALIST,
  RESOLVED_BY_ARTICLE,
  CANCELLED,
  /** Those that paid points. */
  PAID;

  /** As it is asked for. */
  public String word() {
    return name().toLowerCase(Locale.ROOT);
  }
}
