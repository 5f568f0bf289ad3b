package dev.crowdline.routing.presence;

import static org.assertj.core.api.Assertions.assertThat;

import dev.crowdline.routing.presence.domain.Lease;
import dev.crowdline.routing.presence.domain.Place;
import java.time.Instant;
import java.util.UUID;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class CarryingLeasesTest {
  private static final Instant UNTIL = Instant.parse("2026-11-22T10:00:00Z");
  private static final UUID MEMBER = new UUID(0, 1);

  @Test
  @DisplayName("other versions read what is written: member, replica, kind, site")
  void text() {
    assertThat(CarryingLeases.text(new Lease(MEMBER, new Place("shop", "a", true), UNTIL)))
        .isEqualTo("00000000-0000-0000-0000-000000000001|a|s|shop");
    assertThat(CarryingLeases.text(new Lease(MEMBER, new Place("shop", "a", false), UNTIL)))
        .isEqualTo("00000000-0000-0000-0000-000000000001|a|r|shop");
    assertThat(CarryingLeases.lease("no lease", UNTIL)).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(strings = {"shop", "a|b|c|d|e", "", "|"})
  @DisplayName("a site may hold any character")
  void sites(String site) {
    Lease lease = new Lease(MEMBER, new Place(site, "a", false), UNTIL);
    assertThat(CarryingLeases.lease(CarryingLeases.text(lease), UNTIL)).contains(lease);
  }
}
