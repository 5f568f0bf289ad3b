package dev.crowdline.support.calling;

import static org.assertj.core.api.Assertions.assertThat;

import dev.crowdline.support.security.PrivateAddresses;
import io.vertx.core.Vertx;
import java.net.InetAddress;
import java.net.URI;
import java.net.UnknownHostException;
import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class PrivateAddressesTest {
  @ParameterizedTest
  @ValueSource(
      strings = {
        "127.0.0.1",
        "10.1.2.3",
        "172.16.0.1",
        "192.168.1.1",
        "169.254.169.254",
        "100.64.0.1",
        "0.0.0.0",
        "224.0.0.1",
        "::1",
        "::",
        "fe80::1",
        "fd00::1",
        "::ffff:10.0.0.1"
      })
  @DisplayName("an address of this network is none that may be called")
  void ofThisNetwork(String address) throws UnknownHostException {
    assertThat(PrivateAddresses.include(InetAddress.getByName(address))).isTrue();
  }

  @ParameterizedTest
  @ValueSource(strings = {"https://localhost/", "https://127.0.0.1:8084/q", "https://[::1]/"})
  @DisplayName("who resolves to one is not called, unless the installation allows it")
  void isNotCalled(String url) {
    Vertx vertx = Vertx.vertx();
    try {
      assertThat(
              new ForeignServers(vertx, false)
                  .post(URI.create(url), Map.of(), new byte[0], Duration.ofSeconds(4)))
          .isInstanceOfSatisfying(
              ForeignServers.Nothing.class,
              nothing -> assertThat(nothing.why()).contains("private address"));
    } finally {
      vertx.close().toCompletionStage().toCompletableFuture().join();
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"9.9.9.9", "172.32.0.1", "100.128.0.1", "2620:fe::fe"})
  @DisplayName("an address of the world may be")
  void ofTheWorld(String address) throws UnknownHostException {
    assertThat(PrivateAddresses.include(InetAddress.getByName(address))).isFalse();
  }
}
