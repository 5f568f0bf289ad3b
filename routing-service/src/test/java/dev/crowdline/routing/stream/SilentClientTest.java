package dev.crowdline.routing.stream;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.crowdline.routing.presence.domain.Leases;
import dev.crowdline.routing.testing.Person;
import dev.crowdline.routing.testing.Stage;
import dev.crowdline.routing.testing.Stream;
import dev.crowdline.routing.testing.Wire;
import dev.crowdline.support.database.Database;
import dev.crowdline.support.testing.Parts;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.RestAssured;
import jakarta.inject.Inject;
import java.io.IOException;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@QuarkusTest
@QuarkusTestResource(Parts.class)
@Tag("service")
class SilentClientTest {
  @Inject Wire wire;
  @Inject Database database;

  @Test
  @Timeout(60)
  @DisplayName("a client that answers no ping is offline within a lease; one that does stays")
  void silenceEndsPresence() throws Exception {
    Stage stage = new Stage(wire, database, Stage.calm(1));
    Person awake = stage.member("awake");
    Person frozen = stage.member("frozen");
    try (Stream stream = awake.connect();
        Socket silent = open(frozen)) {
      long openedAt = System.nanoTime();
      await().until(() -> isOnline(frozen));
      await().atMost(Leases.LEASE.plusSeconds(5)).until(() -> !isOnline(frozen));
      Duration stayed = Duration.ofNanos(System.nanoTime() - openedAt);
      assertThat(stayed).isBetween(Listening.PATIENCE, Leases.LEASE.plusSeconds(1));
      assertThat(isOnline(awake)).isTrue();
      assertThat(stream.isOpen()).isTrue();
      // The rest of what was sent, and then the end: the server has closed.
      silent.setSoTimeout(15_000);
      assertThat(silent.getInputStream().readAllBytes()).isNotEmpty();
    }
  }

  private static boolean isOnline(Person person) {
    return person.call().get("/v1/members/me").jsonPath().getBoolean("online");
  }

  /** A WebSocket as a frozen process leaves it: open, and nobody reads or answers. */
  private static Socket open(Person person) throws IOException {
    Socket socket = new Socket("localhost", RestAssured.port);
    String upgrade =
        """
        GET /v1/stream HTTP/1.1
        Host: localhost:%d
        Connection: Upgrade
        Upgrade: websocket
        Sec-WebSocket-Version: 13
        Sec-WebSocket-Key: dGhlIHNhbXBsZSBub25jZQ==
        Authorization: Bearer %s

        """
            .formatted(RestAssured.port, person.token())
            .replace("\n", "\r\n");
    socket.getOutputStream().write(upgrade.getBytes(StandardCharsets.US_ASCII));
    socket.getOutputStream().flush();
    byte[] status = socket.getInputStream().readNBytes("HTTP/1.1 101".length());
    assertThat(new String(status, StandardCharsets.US_ASCII)).isEqualTo("HTTP/1.1 101");
    return socket;
  }
}
