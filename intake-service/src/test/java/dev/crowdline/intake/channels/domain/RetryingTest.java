package dev.crowdline.intake.channels.domain;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.util.Objects;
import java.util.Random;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

class RetryingTest {
  private static final Instant NOW = Instant.parse("2026-03-01T09:00:00Z");
  private static final Instant END = NOW.plus(Retrying.PATIENCE);

  private static Duration pause(int attempts, long seed) {
    Instant next = Retrying.next(attempts, END, NOW, new Random(seed));
    return Duration.between(NOW, Objects.requireNonNull(next));
  }

  @Test
  @DisplayName("each pause is twice the one before, up to an hour, give or take a quarter")
  void everLater() {
    for (int attempts = 1; attempts < 60; attempts++) {
      double middle =
          Math.min(
              Retrying.FIRST.toMillis() * Math.pow(2, attempts - 1),
              (double) Retrying.LONGEST.toMillis());
      for (long seed = 0; seed < 50; seed++) {
        assertThat((double) pause(attempts, seed).toMillis())
            .isBetween(middle * 0.74, middle * 1.26);
      }
    }
    assertThat(pause(3, 1)).isNotEqualTo(pause(3, 2));
  }

  @Test
  @DisplayName("the last attempt is at the end of a day, and after it none")
  void givesUp() {
    assertThat(Retrying.next(20, END, END.minusSeconds(1), new Random(1))).isEqualTo(END);
    assertThat(Retrying.next(20, END, END, new Random(1))).isNull();
  }
}
