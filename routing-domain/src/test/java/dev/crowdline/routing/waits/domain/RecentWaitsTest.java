package dev.crowdline.routing.waits.domain;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import java.util.stream.IntStream;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

class RecentWaitsTest {
  private static final Instant NOW = Instant.parse("2026-03-01T12:00:00Z");
  private static final long QUEUE = 7;

  private final RecentWaits recent = new RecentWaits();

  private static Wait wait(long queue, Instant takenAt, int minutes) {
    return new Wait(UUID.randomUUID(), queue, takenAt, Duration.ofMinutes(minutes));
  }

  private static List<Wait> minutes(int from, int to) {
    return IntStream.rangeClosed(from, to).mapToObj(m -> wait(QUEUE, NOW, m)).toList();
  }

  @Test
  @DisplayName("seven waits are too few to say, eight are enough")
  void tooFew() {
    recent.add(minutes(1, 7), NOW);
    assertThat(recent.range(QUEUE, NOW)).isNull();
    recent.add(minutes(8, 8), NOW);
    assertThat(recent.range(QUEUE, NOW)).isNotNull();
  }

  @Test
  @DisplayName("eight of ten waited from the 10th to the 90th percentile")
  void percentiles() {
    recent.add(minutes(1, 20), NOW);
    assertThat(recent.range(QUEUE, NOW))
        .isEqualTo(new Range(Duration.ofMinutes(2), Duration.ofMinutes(18), 20));
  }

  @Test
  @DisplayName("a wait that is read twice counts once")
  void twice() {
    List<Wait> waits = minutes(1, 7);
    recent.add(waits, NOW);
    recent.add(waits, NOW);
    assertThat(recent.range(QUEUE, NOW)).isNull();
  }

  @Test
  @DisplayName("another queue's waits say nothing")
  void otherQueue() {
    recent.add(minutes(1, 20), NOW);
    assertThat(recent.range(QUEUE + 1, NOW)).isNull();
  }

  @Test
  @DisplayName("after an hour a wait is forgotten, not a microsecond earlier")
  void anHour() {
    recent.add(minutes(1, 8), NOW);
    assertThat(recent.range(QUEUE, NOW.plus(RecentWaits.SPAN))).isNotNull();
    assertThat(recent.range(QUEUE, NOW.plus(RecentWaits.SPAN).plusNanos(1_000))).isNull();
    recent.add(List.of(), NOW.plus(RecentWaits.SPAN).plusNanos(1_000));
    assertThat(recent.range(QUEUE, NOW)).isNull();
  }

  @Test
  @DisplayName("a queue keeps its latest 500")
  void latest() {
    recent.add(minutes(1, RecentWaits.MOST + 100), NOW);
    assertThat(recent.range(QUEUE, NOW))
        .isEqualTo(new Range(Duration.ofMinutes(150), Duration.ofMinutes(550), RecentWaits.MOST));
  }
}
