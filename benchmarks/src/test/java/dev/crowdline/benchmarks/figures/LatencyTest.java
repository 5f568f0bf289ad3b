package dev.crowdline.benchmarks.figures;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

class LatencyTest {

  @Test
  void showsPercentilesInMilliseconds() {
    Latency.Recorder recorder = new Latency.Recorder();
    for (int millis = 1; millis <= 1000; millis++) {
      recorder.record(TimeUnit.MILLISECONDS.toNanos(millis));
    }
    Latency latency = recorder.latency();
    assertThat(latency.count()).isEqualTo(1000);
    assertThat(latency.p50Millis()).isCloseTo(500, within(1.0));
    assertThat(latency.p90Millis()).isCloseTo(900, within(1.0));
    assertThat(latency.p99Millis()).isCloseTo(990, within(1.0));
    assertThat(latency.maxMillis()).isCloseTo(1000, within(1.0));
  }

  @Test
  void withoutAnythingRecordedAllIsZero() {
    assertThat(new Latency.Recorder().latency()).isEqualTo(new Latency(0, 0, 0, 0, 0));
  }
}
