package dev.crowdline.routing.offers.domain;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class OfferTest {
  private static final Instant DEADLINE = Instant.parse("2026-11-22T10:01:00Z");

  private static Offer offer(OfferState state) {
    return new Offer(
        new UUID(0, 1),
        "demo",
        new UUID(0, 2),
        new UUID(0, 3),
        1,
        1,
        state,
        1,
        100,
        100,
        DEADLINE.minusSeconds(60),
        DEADLINE,
        null,
        null);
  }

  @ParameterizedTest
  @CsvSource({
    "OFFERED,   -60000000, ACCEPTABLE",
    "OFFERED,          -1, ACCEPTABLE",
    "OFFERED,           0, OVER",
    "OFFERED,           1, OVER",
    "EXPIRED,          -1, OVER",
    "EXPIRED,           1, OVER",
    "WITHDRAWN,        -1, NO_LONGER_OFFERED",
    "WITHDRAWN,         1, NO_LONGER_OFFERED",
    "DECLINED,         -1, DECLINED_BEFORE",
    "DECLINED,          1, DECLINED_BEFORE",
    "ACCEPTED,         -1, ACCEPTED_BEFORE",
    "ACCEPTED,          1, ACCEPTED_BEFORE"
  })
  @DisplayName("P2: every state of an offer on both sides of its deadline (micros from it)")
  void accept(OfferState state, long micros, Offer.AcceptVerdict verdict) {
    assertThat(offer(state).accept(DEADLINE.plusNanos(micros * 1_000))).isEqualTo(verdict);
    assertThat(offer(state).isLive()).isEqualTo(state == OfferState.OFFERED);
  }

  @Test
  @DisplayName("a score is the sum of what its parts contribute")
  void score() {
    Score score =
        Score.of(
            List.of(new Score.Part("a", 0.4, 0.5, "half"), new Score.Part("b", 0.6, 1, "all")));
    assertThat(score.value()).isCloseTo(0.8, within(1e-9));
    assertThat(score.parts().getFirst().contribution()).isEqualTo(0.2);
  }
}
