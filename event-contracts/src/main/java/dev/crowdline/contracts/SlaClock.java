package dev.crowdline.contracts;

/** The three targets of an SLA policy. */
public enum SlaClock {
  TIME_TO_ACCEPT,
  FIRST_RESPONSE,
  RESOLUTION
}
