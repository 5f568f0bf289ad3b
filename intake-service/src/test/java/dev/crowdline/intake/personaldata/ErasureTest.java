package dev.crowdline.intake.personaldata;

import static org.assertj.core.api.Assertions.assertThat;

import dev.crowdline.intake.personaldata.domain.Erasure;
import dev.crowdline.intake.personaldata.domain.Erasure.Cleared;
import dev.crowdline.intake.personaldata.domain.Erasure.State;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

class ErasureTest {
  private static final Instant AT = Instant.parse("2026-03-01T09:00:00Z");
  private static final Instant LATER = AT.plusSeconds(60);

  private static Erasure erasure(long requests, @Nullable Instant clearedAt, List<Cleared> heard) {
    return new Erasure(
        new UUID(0, 1),
        "acme",
        Erasure.Why.CUSTOMER,
        new UUID(0, 2),
        "olga",
        AT,
        requests,
        9,
        clearedAt,
        heard);
  }

  private static Cleared all(String service, long requests, Instant at) {
    return new Cleared(service, requests, 3, at);
  }

  @Test
  @DisplayName("it is done when everybody has cleared all, and the topics have forgotten the last")
  void goesOnUntilNobodyHasACopy() {
    assertThat(erasure(2, null, List.of()).state(AT)).isEqualTo(State.CLEARING);
    assertThat(erasure(2, AT, List.of(all("sla", 2, AT))).state(AT)).isEqualTo(State.SPREADING);
    assertThat(
            erasure(2, AT, List.of(all("sla", 2, AT), all("routing", 1, AT)))
                .state(AT.plus(Duration.ofDays(99))))
        .isEqualTo(State.SPREADING);
    Erasure everywhere = erasure(2, AT, List.of(all("sla", 2, AT), all("routing", 2, LATER)));
    Instant forgotten = LATER.plus(Duration.ofDays(14));
    assertThat(everywhere.forgottenAt()).isEqualTo(forgotten);
    assertThat(everywhere.state(forgotten.minusMillis(1))).isEqualTo(State.FORGETTING);
    assertThat(everywhere.state(forgotten)).isEqualTo(State.DONE);
  }

  @Test
  void whoNeverAskedIsForgottenByNobodyElse() {
    assertThat(erasure(0, AT, List.of()).state(AT)).isEqualTo(State.FORGETTING);
  }
}
