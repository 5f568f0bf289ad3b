package dev.crowdline.contracts;

/** How soon a request needs an answer; the first constant is the most pressing. */
public enum Priority {
  URGENT,
  HIGH,
  NORMAL,
  LOW
}
