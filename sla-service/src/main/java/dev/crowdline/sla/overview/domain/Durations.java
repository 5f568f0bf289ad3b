package dev.crowdline.sla.overview.domain;

import java.time.Duration;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * Durations counted in buckets, eight to each doubling: a percentile read from them is right to
 * within 4.5 %, and a day's are a few hundred numbers whatever the load.
 */
public final class Durations {
  private static final int PER_DOUBLING = 8;
  private final SortedMap<Integer, Long> counts = new TreeMap<>();

  private Durations() {}

  /** The bucket of a duration; one millisecond and less are the first. */
  public static int bucket(Duration duration) {
    double millis = Math.max(1, duration.toMillis());
    return (int) Math.floor(PER_DOUBLING * Math.log(millis) / Math.log(2));
  }

  /** Reads buckets as they are kept. */
  public static Durations of(Map<String, Long> byBucket) {
    Durations durations = new Durations();
    byBucket.forEach((bucket, count) -> durations.counts.put(Integer.valueOf(bucket), count));
    return durations;
  }

  /** The duration that this share of them does not exceed; null when there are none. */
  public @Nullable Long percentileMillis(double share) {
    long all = counts.values().stream().mapToLong(Long::longValue).sum();
    if (all <= 0) {
      return null;
    }
    long wanted = (long) Math.ceil(all * share);
    long seen = 0;
    for (Map.Entry<Integer, Long> bucket : counts.entrySet()) {
      seen += bucket.getValue();
      if (seen >= wanted) {
        return middleMillis(bucket.getKey());
      }
    }
    return middleMillis(counts.lastKey());
  }

  private static long middleMillis(int bucket) {
    return Math.round(Math.pow(2, (bucket + 0.5) / PER_DOUBLING));
  }
}
