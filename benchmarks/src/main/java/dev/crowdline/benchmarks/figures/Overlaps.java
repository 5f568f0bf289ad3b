package dev.crowdline.benchmarks.figures;

import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** How many intervals of the same key lie over each other. */
public final class Overlaps {
  private Overlaps() {}

  /** From, inclusive, to, exclusive; one without length overlaps nothing. */
  public record Interval(String key, Instant from, Instant to) {}

  private record Edge(Instant at, int step) {}

  /** The most intervals of each key that held at one moment. */
  public static Map<String, Integer> peaks(Collection<Interval> intervals) {
    Map<String, List<Edge>> edges = new HashMap<>();
    for (Interval interval : intervals) {
      if (interval.from().isBefore(interval.to())) {
        List<Edge> ofKey = edges.computeIfAbsent(interval.key(), key -> new ArrayList<>());
        ofKey.add(new Edge(interval.from(), 1));
        ofKey.add(new Edge(interval.to(), -1));
      }
    }
    Map<String, Integer> peaks = new HashMap<>();
    edges.forEach((key, ofKey) -> peaks.put(key, peak(ofKey)));
    return peaks;
  }

  /** What ends at a moment is over before what begins at it. */
  private static int peak(List<Edge> edges) {
    edges.sort(Comparator.comparing(Edge::at).thenComparingInt(Edge::step));
    int now = 0;
    int most = 0;
    for (Edge edge : edges) {
      now += edge.step();
      most = Math.max(most, now);
    }
    return most;
  }
}
