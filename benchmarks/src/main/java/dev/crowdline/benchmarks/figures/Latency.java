package dev.crowdline.benchmarks.figures;

import java.util.concurrent.TimeUnit;
import org.HdrHistogram.Histogram;

/** How long something took, over many times: milliseconds, good to three digits. */
public record Latency(
    long count, double p50Millis, double p90Millis, double p99Millis, double maxMillis) {

  /** Collects durations; one thread at a time. */
  public static final class Recorder {
    private static final int DIGITS = 3;
    private final Histogram micros = new Histogram(DIGITS);

    public void record(long nanos) {
      micros.recordValue(Math.max(0, TimeUnit.NANOSECONDS.toMicros(nanos)));
    }

    public Latency latency() {
      return new Latency(
          micros.getTotalCount(),
          millisAt(50),
          millisAt(90),
          millisAt(99),
          rounded(micros.getMaxValue()));
    }

    private double millisAt(double percentile) {
      return rounded(micros.getValueAtPercentile(percentile));
    }

    private static double rounded(long micros) {
      return Math.round(micros / 10.0) / 100.0;
    }
  }
}
