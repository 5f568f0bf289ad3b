package dev.crowdline.routing.contractors.domain;

import static org.assertj.core.api.Assertions.assertThat;

import dev.crowdline.contracts.Pace;
import dev.crowdline.contracts.Policy;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class ContractorDayTest {
  private static ContractorDay at(String moment, @Nullable Integer cents, @Nullable String zone) {
    Policy demo = Policy.of(Pace.DEMO);
    Policy.Cost cost = new Policy.Cost("EUR", 900, 400, 1_000, cents, zone);
    return ContractorDay.at(Instant.parse(moment), demo.withCost(cost));
  }

  @Test
  void aDayIsOfItsZone() {
    assertThat(at("2026-03-10T18:29:59Z", 400, "Asia/Kolkata").date())
        .isEqualTo(LocalDate.of(2026, 3, 10));
    ContractorDay next = at("2026-03-10T18:30:00Z", 400, "Asia/Kolkata");
    assertThat(next.date()).isEqualTo(LocalDate.of(2026, 3, 11));
    assertThat(next.endsAt()).isEqualTo(Instant.parse("2026-03-11T18:30:00Z"));
    assertThat(at("2026-03-10T18:30:00Z", 400, null).date()).isEqualTo(LocalDate.of(2026, 3, 10));
  }

  @Test
  void aDayMayBeAnHourShorterOrLonger() {
    assertThat(length("2026-03-29T10:00:00Z", "2026-03-28T23:00:00Z"))
        .isEqualTo(Duration.ofHours(23));
    assertThat(length("2026-10-25T10:00:00Z", "2026-10-24T22:00:00Z"))
        .isEqualTo(Duration.ofHours(25));
  }

  private static Duration length(String noon, String begin) {
    ContractorDay day = at(noon, 400, "Europe/Berlin");
    assertThat(at(begin, 400, "Europe/Berlin").date()).isEqualTo(day.date());
    return Duration.between(Instant.parse(begin), day.endsAt());
  }

  @Test
  void oneMoreFitsUpToTheLastCent() {
    String noon = "2026-03-10T12:00:00Z";
    assertThat(at(noon, 800, null).promised(400, null).hasRoom()).isTrue();
    assertThat(at(noon, 800, null).promised(401, null).hasRoom()).isFalse();
    assertThat(at(noon, 0, null).hasRoom()).isFalse();
    assertThat(at(noon, null, null).promised(Integer.MAX_VALUE, null).hasRoom()).isTrue();
  }
}
