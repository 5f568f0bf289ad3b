package dev.crowdline.sla.reports.domain;

import dev.crowdline.sla.overview.domain.Measure;
import java.util.HashMap;
import java.util.Map;

/** What is kept of one period and topic, but for what is kept by member. */
public final class Kept {
  private final Map<Measure, Map<String, Long>> counts = new HashMap<>();

  /** Adds a number. */
  public void add(Measure measure, String key, long count) {
    counts.computeIfAbsent(measure, m -> new HashMap<>()).merge(key, count, Long::sum);
  }

  long count(Measure measure, String key) {
    return byKey(measure).getOrDefault(key, 0L);
  }

  Map<String, Long> byKey(Measure measure) {
    return counts.getOrDefault(measure, Map.of());
  }
}
