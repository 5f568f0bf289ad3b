package dev.crowdline.sla.policies.domain;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.UUID;
import org.junit.jupiter.api.Test;

class ApplicationTest {
  private static final Instant BEGAN = Instant.parse("2026-11-29T10:00:00Z");
  private static final UUID LAST = new UUID(7, 7);

  private final Application begun = Application.begin("demo", 2, BEGAN);

  private static Instant after(long seconds) {
    return BEGAN.plusSeconds(seconds);
  }

  @Test
  void aPassGoesOnBehindTheLastRequest() {
    Application next = begun.after(500, LAST, false, after(1));
    assertThat(next.after()).isEqualTo(LAST);
    assertThat(next.passBeganAt()).isEqualTo(BEGAN);
    assertThat(next.after(3, LAST, true, after(2)).changed()).isEqualTo(503);
    assertThat(next.after(0, LAST, true, after(99)).finishedAt())
        .as("it changed some before")
        .isNull();
  }

  @Test
  void aPassThatFoundNoneButBeganTooSoonIsNotTheLast() {
    Application second = begun.after(0, LAST, true, after(29));
    assertThat(second.finishedAt()).isNull();
    assertThat(second.after()).isEqualTo(begun.after());
    assertThat(second.after(0, LAST, true, after(99)).finishedAt()).isNull();
  }

  @Test
  void thatWhichBeganLateEnoughAndChangedNoneIsTheLast() {
    Application late = begun.after(0, LAST, true, after(30));
    assertThat(late.after(1, LAST, true, after(31)).finishedAt()).isNull();
    assertThat(late.after(0, LAST, true, after(31)).finishedAt()).isEqualTo(after(31));
  }
}
