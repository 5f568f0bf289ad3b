package dev.crowdline.routing.assignments.domain;

/** Why work was taken from who had it. */
public enum TakenBack {
  /** Nothing was done about it in time. */
  FIRST_ACTION,
  /** It was not answered in time. */
  COMPLETION,
  /** The customer needs no answer any more. */
  REQUEST_ENDED,
  /** The request asks for a higher tier since. */
  TIER_RAISED
}
