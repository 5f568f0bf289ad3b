package dev.crowdline.sla.overview.domain;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

class UsualArrivalsTest {
  private static final Instant NOW = Instant.parse("2026-11-30T10:30:40Z");
  private static final Instant SINCE = Instant.parse("2026-11-30T09:30:00Z");
  private final Map<Instant, Long> counts = new HashMap<>(Map.of(SINCE, 70L));

  private void daysBefore(int days, long count) {
    counts.put(SINCE.minus(Duration.ofDays(days)), count);
  }

  private UsualArrivals firstAsked(int daysBefore) {
    return UsualArrivals.of(NOW, counts, SINCE.minus(Duration.ofDays(daysBefore)));
  }

  @Test
  @DisplayName("the same time of the same weekday, as far back as there are requests")
  void sameWeekday() {
    daysBefore(7, 30);
    daysBefore(14, 10);
    daysBefore(21, 20);
    daysBefore(28, 9_000);
    daysBefore(1, 500);
    assertThat(firstAsked(25))
        .isEqualTo(
            new UsualArrivals(SINCE, 70, 20L, 10L, 30L, 3, UsualArrivals.Compared.SAME_WEEKDAY));
    assertThat(firstAsked(28).usual()).as("between 20 and 30").isEqualTo(25);
  }

  @Test
  @DisplayName("a time at which nobody asked counts as none, not as unknown")
  void nobodyAsked() {
    daysBefore(7, 30);
    assertThat(firstAsked(30).usual()).isZero();
    assertThat(firstAsked(30).of()).isEqualTo(4);
  }

  @Test
  @DisplayName("in a young community the days before are compared, and one of them is too few")
  void young() {
    daysBefore(1, 8);
    daysBefore(2, 4);
    daysBefore(7, 100);
    assertThat(firstAsked(2))
        .isEqualTo(new UsualArrivals(SINCE, 70, 6L, 4L, 8L, 2, UsualArrivals.Compared.DAYS_BEFORE));
    assertThat(firstAsked(7).of()).isEqualTo(7);
    assertThat(firstAsked(1).usual()).isNull();
    assertThat(UsualArrivals.of(NOW, counts, null).of()).isZero();
  }

  @Test
  @DisplayName("every time that is compared is asked for once")
  void wanted() {
    assertThat(UsualArrivals.wanted(NOW)).startsWith(SINCE).hasSize(11).doesNotHaveDuplicates();
  }
}
