package dev.crowdline.contracts;

/** A customer's request, or an incident: the one request that stands for many with one cause. */
public enum RequestKind {
  REQUEST,
  INCIDENT
}
