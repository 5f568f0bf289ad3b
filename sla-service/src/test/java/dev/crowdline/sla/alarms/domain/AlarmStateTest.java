package dev.crowdline.sla.alarms.domain;

import static org.assertj.core.api.Assertions.assertThat;

import dev.crowdline.sla.overview.domain.Breakdown.Standing;
import dev.crowdline.sla.overview.domain.Dimension;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class AlarmStateTest {
  private static final Instant START = Instant.parse("2026-11-30T10:00:00Z");
  private int rung;

  private static Alarm alarm(long above, int afterSeconds) {
    return new Alarm("Many", Watched.WAITING, null, null, above, afterSeconds);
  }

  /** Whether it rings after each look, one every ten seconds. */
  private List<Boolean> ringing(Alarm alarm, long... measured) {
    List<Boolean> ringing = new ArrayList<>();
    AlarmState state = AlarmState.QUIET;
    for (int i = 0; i < measured.length; i++) {
      state = state.next(alarm, measured[i], START.plusSeconds(10L * i), () -> new UUID(0, ++rung));
      assertThat(state.measured()).isEqualTo(measured[i]);
      ringing.add(state.isRinging());
    }
    return ringing;
  }

  @Test
  @DisplayName("above the limit and not at it; once, however often one looks")
  void once() {
    assertThat(ringing(alarm(5, 0), 5, 6, 7, 6, 5, 6))
        .containsExactly(false, true, true, true, false, true);
    assertThat(rung).isEqualTo(2);
  }

  @Test
  @DisplayName("only when it has been so for as long as was said; ends likewise")
  void lasting() {
    assertThat(ringing(alarm(5, 20), 6, 6, 6, 5, 5, 6, 5, 5, 5))
        .containsExactly(false, false, true, true, true, true, true, true, false);
    assertThat(rung).isEqualTo(1);
  }

  @Test
  @DisplayName("what only touches the limit rings nobody")
  void flapping() {
    assertThat(ringing(alarm(5, 20), 6, 5, 6, 5, 6, 6, 5)).doesNotContain(true);
  }

  @ParameterizedTest
  @CsvSource({
    "WAITING, 7, 3",
    "IN_WORK, 2, 2",
    "ANSWERED, 1, 0",
    "AT_RISK, 4, 4",
    "BREACHED, 5, 2",
    "OLDEST_WAIT, 90, 90"
  })
  @DisplayName("of all requests, or of those with one value")
  void measures(Watched watched, long all, long billing) {
    List<Standing> standing =
        List.of(
            new Standing("billing", 3, 2, 0, START.minusSeconds(90), 4, 2),
            new Standing("roaming", 4, 0, 1, START.minusSeconds(30), 0, 3));
    assertThat(new Alarm("a", watched, null, null, 0, 0).measure(standing, START)).isEqualTo(all);
    assertThat(new Alarm("a", watched, Dimension.SKILL, "billing", 0, 0).measure(standing, START))
        .isEqualTo(billing);
    assertThat(new Alarm("a", watched, Dimension.SKILL, "sea", 0, 0).measure(standing, START))
        .isZero();
  }

  @Test
  @DisplayName("of all requests each counts once, whatever skills it needs")
  void countsOnce() {
    assertThat(alarm(1, 0).dimension()).isEqualTo(Dimension.PRIORITY);
    assertThat(Watched.OLDEST_WAIT.of(List.of(new Standing("a", 1, 0, 0, null, 0, 0)), START))
        .isZero();
    assertThat(
            Watched.OLDEST_WAIT.of(
                List.of(new Standing("a", 1, 0, 0, START.plusSeconds(5), 0, 0)), START))
        .isZero();
  }
}
