package dev.crowdline.benchmarks.timers;

import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * How late clocks fired, as sla counts it in {@code crowdline_clocks_lateness}: from the moment at
 * which something was due to the commit of its fact.
 *
 * @param count of all that fired
 * @param sumSeconds of their latenesses
 * @param within how many were at most so many seconds late, by bound
 */
record Lateness(long count, double sumSeconds, Map<Double, Long> within) {
  private static final String NAME = "crowdline_clocks_lateness_seconds_";
  private static final double MILLIS = 1000;

  /** Nothing has fired. */
  static final Lateness NONE = new Lateness(0, 0, Map.of());

  Lateness {
    within = Map.copyOf(within);
  }

  /** What a page of metrics says. */
  static Lateness parse(String metrics) {
    long count = 0;
    double sum = 0;
    Map<Double, Long> within = new TreeMap<>();
    for (String line : metrics.lines().filter(each -> each.startsWith(NAME)).toList()) {
      String name = line.substring(NAME.length());
      double value = Double.parseDouble(line.substring(line.lastIndexOf(' ') + 1));
      if (name.startsWith("count")) {
        count = Math.round(value);
      } else if (name.startsWith("sum")) {
        sum = value;
      } else if (name.startsWith("bucket")) {
        String bound = name.replaceFirst("^.*\\ble=\"([^\"]*)\".*$", "$1");
        if (!bound.equals("+Inf")) {
          within.put(Double.parseDouble(bound), Math.round(value));
        }
      }
    }
    return new Lateness(count, sum, within);
  }

  /** With those of another replica. */
  Lateness plus(Lateness other) {
    Map<Double, Long> all = new TreeMap<>(within);
    other.within.forEach((bound, fired) -> all.merge(bound, fired, Long::sum));
    return new Lateness(count + other.count, sumSeconds + other.sumSeconds, all);
  }

  /** What has fired since. */
  Lateness since(Lateness before) {
    Map<Double, Long> more = new TreeMap<>(within);
    before.within.forEach((bound, fired) -> more.merge(bound, -fired, Long::sum));
    return new Lateness(count - before.count, sumSeconds - before.sumSeconds, more);
  }

  /** What is shown of it; the share of those that were at most so many milliseconds late. */
  Shown shown() {
    Map<Long, Double> shares = new TreeMap<>();
    within.forEach((bound, fired) ->
        shares.put(Math.round(bound * MILLIS), (double) fired / Math.max(1, count)));
    Long p99 =
        shares.entrySet().stream()
            .filter(each -> count > 0 && each.getValue() >= 0.99)
            .map(Map.Entry::getKey)
            .findFirst()
            .orElse(null);
    return new Shown(count, sumSeconds * MILLIS / Math.max(1, count), p99, shares);
  }

  /**
   * For reading.
   *
   * @param p99AtMostMillis the least bound within which 99 of 100 fired; null when there is none
   * @param shareWithinMillis by bound
   */
  record Shown(
      long fired,
      double meanMillis,
      @Nullable Long p99AtMostMillis,
      Map<Long, Double> shareWithinMillis) {}
}
