package dev.crowdline.benchmarks.lifecycle;

import java.util.List;

/** A community of the run's own, with who may do what in it. */
record Tenant(String id, String apiKey, List<Access> members) {

  /** A member's right to be connected. */
  record Access(String alias, String token) {}

  @Override
  public String toString() {
    return id + " with " + members.size() + " members";
  }
}
