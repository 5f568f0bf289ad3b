package dev.crowdline.intake.calls.domain;

import static org.assertj.core.api.Assertions.assertThat;

import dev.crowdline.intake.calls.domain.ApiCall.Integration;
import java.time.Duration;
import java.time.Instant;
import java.util.UUID;
import org.junit.jupiter.api.Test;

class UnwrittenTest {
  private static final Integration SHOP = new Integration("acme", "shop");
  private static final Integration BILLS = new Integration("acme", "bills");

  private static ApiCall call(Integration integration, String path) {
    return new ApiCall(
        UUID.randomUUID(),
        integration,
        Instant.EPOCH,
        "a key",
        "GET",
        path,
        200,
        Duration.ZERO,
        null,
        null);
  }

  @Test
  void ofEachIntegrationTheLastOnesWait() {
    Unwritten unwritten = new Unwritten(1_000);
    unwritten.add(call(BILLS, "/b"));
    for (int i = 0; i < ApiCall.KEPT + 5; i++) {
      assertThat(unwritten.add(call(SHOP, "/" + i))).isTrue();
    }
    assertThat(unwritten.take())
        .hasSize(ApiCall.KEPT + 1)
        .extracting(ApiCall::path)
        .contains("/b", "/5", "/" + (ApiCall.KEPT + 4))
        .doesNotContain("/4");
    assertThat(unwritten.take()).isEmpty();
  }

  @Test
  void whatHasNoRoomIsForgottenUntilTheyAreTaken() {
    Unwritten unwritten = new Unwritten(1);
    assertThat(unwritten.add(call(SHOP, "/1"))).isTrue();
    assertThat(unwritten.add(call(BILLS, "/2"))).isFalse();
    assertThat(unwritten.take()).hasSize(1);
    assertThat(unwritten.add(call(BILLS, "/3"))).isTrue();
  }

  @Test
  void whatDoesNotFitIsCutOffBetweenTwoCharacters() {
    assertThat(call(SHOP, "🙂".repeat(400)).path()).isEqualTo("🙂".repeat(300));
    assertThat(call(SHOP, "x".repeat(300)).path()).hasSize(300);
  }
}
