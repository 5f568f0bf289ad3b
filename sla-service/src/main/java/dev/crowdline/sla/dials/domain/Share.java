package dev.crowdline.sla.dials.domain;

/** So many of a group, out of so many. */
public record Share(long part, long of) {
  /** From 0 to 1; 0 of none. */
  double value() {
    return of == 0 ? 0 : (double) part / of;
  }
}
