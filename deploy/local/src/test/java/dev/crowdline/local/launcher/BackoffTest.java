package dev.crowdline.local.launcher;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import org.junit.jupiter.api.Test;

class BackoffTest {

  @Test
  void waitsLongerAfterEachDeathButNeverOverTenSeconds() {
    assertThat(Backoff.after(1)).isEqualTo(Duration.ofMillis(200));
    assertThat(Backoff.after(2)).isEqualTo(Duration.ofMillis(400));
    assertThat(Backoff.after(6)).isEqualTo(Duration.ofMillis(6400));
    assertThat(Backoff.after(7)).isEqualTo(Duration.ofSeconds(10));
    assertThat(Backoff.after(Integer.MAX_VALUE)).isEqualTo(Duration.ofSeconds(10));
  }
}
