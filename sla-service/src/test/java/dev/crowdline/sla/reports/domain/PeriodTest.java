package dev.crowdline.sla.reports.domain;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.util.Objects;
import org.junit.jupiter.api.Test;

class PeriodTest {
  private static final Instant NOW = Instant.parse("2028-03-01T00:00:00Z");

  private static Period period(String text) {
    return Objects.requireNonNull(Period.parse(text));
  }

  @Test
  void aPeriodIsWrittenAsItIsRead() {
    for (String text : new String[] {"2026-11", "2026-11-30", "2028-02-29"}) {
      assertThat(period(text).text()).isEqualTo(text);
    }
  }

  @Test
  void whatIsNoDayAndNoMonthIsNone() {
    for (String text :
        new String[] {
          "", "2026", "2026-13", "2026-11-31", "2027-02-29", "2026-1-1", "now", "2026-11-30T00"
        }) {
      assertThat(Period.parse(text)).as(text).isNull();
    }
  }

  @Test
  void theMonthAfterALeapDayBeginsWhereItEnds() {
    Period leap = period("2028-02-29");
    assertThat(leap.until()).isEqualTo(NOW);
    assertThat(period("2028-02").until()).isEqualTo(NOW);
    assertThat(period("2028-03").before()).isEqualTo(period("2028-02"));
    assertThat(Period.of(Period.Unit.DAY, NOW.minusNanos(1))).isEqualTo(leap);
  }

  @Test
  void whatBeganAndIsNotTooOldIsKept() {
    assertThat(period("2028-03-01").isKept(NOW)).isTrue();
    assertThat(period("2028-03-02").isKept(NOW)).isFalse();
    String first = Period.of(Period.Unit.DAY, NOW.minus(Duration.ofDays(400))).text();
    assertThat(period(first).isKept(NOW)).isTrue();
    assertThat(period(first).before().isKept(NOW)).isFalse();
    assertThat(period("2023-03").isKept(NOW)).isTrue();
    assertThat(period("2023-02").isKept(NOW)).isFalse();
  }

  @Test
  void aCourseEndsWithThePeriodItself() {
    assertThat(period("2026-11").course()).hasSize(12).startsWith(period("2025-12"));
    assertThat(period("2026-11-30").course())
        .hasSize(30)
        .startsWith(period("2026-11-01"))
        .endsWith(period("2026-11-30"));
  }
}
