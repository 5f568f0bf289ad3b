package dev.crowdline.local.launcher;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.util.Map;
import org.junit.jupiter.api.Test;

class PortsTest {

  @Test
  void keepsARememberedPortThatIsFreeAndReplacesOneThatIsTaken() throws IOException {
    int free = new Ports(Map.of()).portFor("any");
    try (ServerSocket other = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      Ports ports = new Ports(Map.of("kafka", free, "redis", other.getLocalPort()));

      assertThat(ports.portFor("kafka")).isEqualTo(free);
      assertThat(ports.portFor("redis")).isNotEqualTo(other.getLocalPort());
      assertThat(ports.portFor("kafka")).as("asked twice, two different ports").isNotEqualTo(free);
    }
  }
}
