package dev.crowdline.benchmarks.lifecycle;

import dev.crowdline.benchmarks.lifecycle.Rest.Answer;
import java.util.Map;
import java.util.TreeMap;

/** What is counted and timed between two looks. Of the event loop alone. */
final class Tally {
  private static final int MOST_REASONS = 50;

  private final Map<String, Integer> reasons = new TreeMap<>();
  private Counts counts = new Counts();
  private Latencies latencies = new Latencies();

  /** How often something happened. */
  static final class Counts {
    long posted;
    long confirmed;
    long offers;
    long withdrawn;
    long smallWaves;
    long earlyVerdicts;
    long acceptsRefused;
    long reconnects;

    /** How many confirmed ones waited at most for their points and clocks. */
    long mostUnsettled;
  }

  /**
   * What was counted and timed.
   *
   * @param reasons of refusals and breaks, with how often
   */
  record Taken(Latencies latencies, Counts counts, Map<String, Integer> reasons) {}

  /** Everything since the last call; from here on it begins anew. */
  Taken take() {
    Taken taken = new Taken(latencies, counts, Map.copyOf(reasons));
    latencies = new Latencies();
    counts = new Counts();
    reasons.clear();
    return taken;
  }

  Counts counts() {
    return counts;
  }

  Latencies latencies() {
    return latencies;
  }

  void refused(String what, Answer answer) {
    count(what + ": " + Rest.reason(answer));
  }

  void broken(String what, Throwable failure) {
    count(what + ": " + Rest.withoutIds(String.valueOf(failure.getMessage())));
  }

  void count(String reason) {
    if (reasons.size() < MOST_REASONS || reasons.containsKey(reason)) {
      reasons.merge(reason, 1, Integer::sum);
    }
  }
}
