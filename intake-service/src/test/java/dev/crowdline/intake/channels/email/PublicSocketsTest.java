package dev.crowdline.intake.channels.email;

import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.SocketException;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

class PublicSocketsTest {
  @Test
  @DisplayName("a server of this machine is refused when it is connected to")
  void refused() throws Exception {
    try (ServerSocket server = new ServerSocket(0, 1, InetAddress.getLoopbackAddress());
        Socket socket = new PublicSockets().createSocket()) {
      assertThatThrownBy(() ->
              socket.connect(new InetSocketAddress("localhost", server.getLocalPort()), 1_000))
          .isInstanceOf(SocketException.class)
          .hasMessageContaining("private network");
    }
  }
}
