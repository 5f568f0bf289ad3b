package dev.crowdline.rewards.redemptions.domain;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.util.UUID;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

class AskingAgainTest {
  private static final Instant ASKED = Instant.parse("2026-11-30T09:00:00Z");

  @Test
  @DisplayName("pauses double from five seconds to an hour")
  void pauses() {
    assertThat(again(0, Duration.ZERO)).isEqualTo(new Delivery.Later(ASKED.plusSeconds(5)));
    assertThat(again(1, Duration.ofSeconds(5)))
        .isEqualTo(new Delivery.Later(ASKED.plusSeconds(15)));
    assertThat(again(40, Duration.ofHours(3)))
        .isEqualTo(new Delivery.Later(ASKED.plus(Duration.ofHours(4))));
  }

  @Test
  @DisplayName("it is given up after a day, and never later")
  void theEnd() {
    assertThat(again(30, Duration.ofHours(24).minusSeconds(10)))
        .isEqualTo(new Delivery.Later(ASKED.plus(Duration.ofDays(1))));
    assertThat(again(31, Duration.ofDays(1)))
        .isEqualTo(new Delivery.Failed(RefundReason.NO_ANSWER));
    assertThat(again(31, Duration.ofDays(400)))
        .isEqualTo(new Delivery.Failed(RefundReason.NO_ANSWER));
  }

  private static Delivery again(int tries, Duration after) {
    UUID id = new UUID(0, 1);
    Purchase purchase = new Purchase("demo", id, id, id, "Credit", 10, 10, ASKED);
    return new Redemption.Reserved(purchase, tries, ASKED).askAgain(ASKED.plus(after));
  }
}
