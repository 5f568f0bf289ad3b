package dev.crowdline.intake.forms.domain;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

class AllowancesTest {
  private static final Instant NOW = Instant.parse("2026-11-25T08:00:00Z");
  private final Allowances allowances = new Allowances();

  private Duration take(String community, String address, Instant at) {
    return allowances.take(community, address, 1_000, at);
  }

  @Test
  void anAddressAsksFiveTimesAndThenEveryTwoMinutes() {
    for (int i = 0; i < 5; i++) {
      assertThat(take("acme", "1.2.3.4", NOW)).isZero();
    }
    assertThat(take("acme", "1.2.3.4", NOW)).isEqualTo(Duration.ofMinutes(2));
    assertThat(take("acme", "1.2.3.4", NOW.plusSeconds(119))).isEqualTo(Duration.ofSeconds(1));
    assertThat(take("acme", "1.2.3.4", NOW.plusSeconds(120))).isZero();
    assertThat(take("acme", "1.2.3.4", NOW.plusSeconds(120))).isEqualTo(Duration.ofMinutes(2));
  }

  @Test
  void addressesAndCommunitiesAreCountedApart() {
    for (int i = 0; i < 5; i++) {
      take("acme", "1.2.3.4", NOW);
    }
    assertThat(take("acme", "1.2.3.5", NOW)).isZero();
    assertThat(take("other", "1.2.3.4", NOW)).isZero();
  }

  @Test
  void whatWasNotUsedDoesNotAddUp() {
    take("acme", "1.2.3.4", NOW);
    Instant tomorrow = NOW.plus(Duration.ofDays(1));
    for (int i = 0; i < 5; i++) {
      assertThat(take("acme", "1.2.3.4", tomorrow)).isZero();
    }
    assertThat(take("acme", "1.2.3.4", tomorrow)).isPositive();
  }

  @Test
  @DisplayName("from however many addresses, a community is asked as often as it says")
  void theCommunitysOwnLimit() {
    for (int i = 0; i < 3; i++) {
      assertThat(allowances.take("acme", "10.0.0." + i, 3, NOW)).isZero();
    }
    assertThat(allowances.take("acme", "10.0.0.9", 3, NOW)).isEqualTo(Duration.ofMinutes(20));
    assertThat(allowances.take("other", "10.0.0.9", 3, NOW)).isZero();
  }

  @Test
  void whoIsRefusedByOneLimitUsesNothingOfTheOther() {
    for (int i = 0; i < 100; i++) {
      allowances.take("acme", "1.2.3.4", 6, NOW);
    }
    assertThat(allowances.take("acme", "1.2.3.5", 6, NOW)).isZero();
    assertThat(allowances.take("acme", "1.2.3.6", 6, NOW)).isPositive();
  }

  @Test
  void addressesAreRememberedWithinALimit() {
    for (int i = 0; i < 3 * Allowances.MOST_ADDRESSES; i++) {
      allowances.take("acme", "a" + i, PublicForm.MOST_PER_HOUR, NOW.plusSeconds(i));
    }
    assertThat(allowances.remembered()).isEqualTo(Allowances.MOST_ADDRESSES);
  }
}
