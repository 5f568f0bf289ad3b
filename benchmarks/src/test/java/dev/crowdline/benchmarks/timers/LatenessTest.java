package dev.crowdline.benchmarks.timers;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.Map;
import org.junit.jupiter.api.Test;

class LatenessTest {
  private static final String BEFORE =
      """
      # TYPE crowdline_clocks_lateness_seconds histogram
      crowdline_clocks_lateness_seconds_bucket{le="0.1"} 5.0
      crowdline_clocks_lateness_seconds_bucket{le="0.25"} 5.0
      crowdline_clocks_lateness_seconds_bucket{le="6.0"} 10.0
      crowdline_clocks_lateness_seconds_bucket{le="+Inf"} 10.0
      crowdline_clocks_lateness_seconds_count 10.0
      crowdline_clocks_lateness_seconds_sum 20.0
      crowdline_clocks_lateness_seconds_max 5.5
      crowdline_clocks_hearsay_total 3.0
      """;

  private static Lateness after(int late) {
    return Lateness.parse(
        """
        crowdline_clocks_lateness_seconds_bucket{service="sla",le="0.1"} 85.0
        crowdline_clocks_lateness_seconds_bucket{service="sla",le="0.25"} %d.0
        crowdline_clocks_lateness_seconds_bucket{service="sla",le="6.0"} 110.0
        crowdline_clocks_lateness_seconds_bucket{service="sla",le="+Inf"} 110.0
        crowdline_clocks_lateness_seconds_count{service="sla"} 110.0
        crowdline_clocks_lateness_seconds_sum{service="sla"} 27.5
        """
            .formatted(105 - late));
  }

  @Test
  void showsWhatFiredBetweenTwoLooks() {
    Lateness.Shown shown = after(1).since(Lateness.parse(BEFORE)).shown();
    assertThat(shown.fired()).isEqualTo(100);
    assertThat(shown.meanMillis()).isCloseTo(75, within(0.001));
    assertThat(shown.shareWithinMillis()).isEqualTo(Map.of(100L, 0.8, 250L, 0.99, 6000L, 1.0));
    assertThat(shown.p99AtMostMillis()).isEqualTo(250);
  }

  @Test
  void oneMoreThatIsLateMovesThePercentile() {
    assertThat(after(2).since(Lateness.parse(BEFORE)).shown().p99AtMostMillis()).isEqualTo(6000);
  }

  @Test
  void replicasAreAddedUp() {
    Lateness both = after(1).plus(after(1)).since(Lateness.parse(BEFORE));
    assertThat(both.count()).isEqualTo(210);
    assertThat(both.shown().shareWithinMillis()).containsEntry(100L, 165 / 210.0);
  }

  @Test
  void withoutAnythingFiredThereIsNoPercentile() {
    Lateness.Shown shown = Lateness.NONE.shown();
    assertThat(shown.p99AtMostMillis()).isNull();
    assertThat(shown.fired()).isZero();
  }
}
