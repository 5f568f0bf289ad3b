package dev.crowdline.sla.clocks.domain;

import static dev.crowdline.sla.clocks.domain.Story.at;
import static org.assertj.core.api.Assertions.assertThat;

import dev.crowdline.sla.calendars.domain.AlwaysOpen;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;

class SpansTest {
  private final Spans spans =
      new Spans(
          List.of(
              new Spans.Span(at(0), at(10)),
              new Spans.Span(at(20), at(25)),
              new Spans.Span(at(30), null)),
          AlwaysOpen.TIME);

  @Test
  void timeIsUsedInsideTheStretchesOnly() {
    assertThat(spans.used(at(0))).isZero();
    assertThat(spans.used(at(10))).isEqualTo(Duration.ofSeconds(10));
    assertThat(spans.used(at(20))).isEqualTo(Duration.ofSeconds(10));
    assertThat(spans.used(at(22))).isEqualTo(Duration.ofSeconds(12));
    assertThat(spans.used(at(29))).isEqualTo(Duration.ofSeconds(15));
    assertThat(spans.used(at(31))).isEqualTo(Duration.ofSeconds(16));
  }

  @Test
  void anAmountIsReachedAtTheEarliestMomentAtWhichItIsUsed() {
    assertThat(spans.reaches(Duration.ofSeconds(10))).isEqualTo(at(10));
    assertThat(spans.reaches(Duration.ofSeconds(10).plusNanos(1_000))).isEqualTo(at(20.000001));
    assertThat(spans.reaches(Duration.ofSeconds(15))).isEqualTo(at(25));
    assertThat(spans.reaches(Duration.ofSeconds(16))).isEqualTo(at(31));
  }

  @Test
  void aClockThatStoppedNeverReachesMoreThanItUsed() {
    Spans stopped = new Spans(List.of(new Spans.Span(at(0), at(10))), AlwaysOpen.TIME);
    assertThat(stopped.reaches(Duration.ofSeconds(10))).isEqualTo(at(10));
    assertThat(stopped.reaches(Duration.ofSeconds(11))).isNull();
    assertThat(stopped.isOpen()).isFalse();
  }

  @Test
  void onlyWhatLiesBeforeTheOpenStretchIsPast() {
    assertThat(spans.isPast(at(25))).isTrue();
    assertThat(spans.isPast(at(30))).isFalse();
    assertThat(spans.runsAt(at(29))).isFalse();
    assertThat(spans.runsAt(at(30))).isTrue();
  }
}
