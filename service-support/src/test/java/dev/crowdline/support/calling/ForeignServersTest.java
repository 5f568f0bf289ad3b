package dev.crowdline.support.calling;

import static org.assertj.core.api.Assertions.assertThat;

import dev.crowdline.support.calling.ForeignServers.Came;
import dev.crowdline.support.calling.ForeignServers.Nothing;
import dev.crowdline.support.calling.ForeignServers.Reply;
import io.vertx.core.Vertx;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

class ForeignServersTest {
  private static final Duration PATIENCE = Duration.ofSeconds(4);

  @Test
  @DisplayName("an answer that breaks off in its body is none, whatever its status")
  void brokenOff() {
    assertThat(answered("HTTP/1.1 200 OK\r\ncontent-length: 20\r\n\r\n"))
        .isInstanceOf(Nothing.class);
    assertThat(answered("HTTP/1.1 200 OK\r\ncontent-length: 20\r\n\r\n{\"code\": "))
        .isInstanceOf(Nothing.class);
    assertThat(answered("HTTP/1.1 200 OK\r\ncontent-length: 2\r\n\r\n{}"))
        .isEqualTo(new Came(200, null, "{}"));
  }

  @Test
  @DisplayName("of a long answer the beginning is read; how long to wait is taken in seconds only")
  void longAnswer() {
    String long1 = "x".repeat(100_000);
    assertThat(
            answered("HTTP/1.1 503 No\r\nretry-after: 7\r\ncontent-length: 100000\r\n\r\n" + long1))
        .isEqualTo(new Came(503, Duration.ofSeconds(7), "x".repeat(16 * 1024)));
    assertThat(
            answered(
                "HTTP/1.1 503 No\r\nretry-after: Tue, 01 Dec 2026 12:00:00 GMT\r\ncontent-length: 0\r\n\r\n"))
        .isEqualTo(new Came(503, null, ""));
  }

  /** What becomes of a call that is answered so, and closed. */
  private static Reply answered(String answer) {
    Vertx vertx = Vertx.vertx();
    try (ServerSocket server = new ServerSocket(0, 1, InetAddress.getLoopbackAddress());
        ExecutorService one = Executors.newSingleThreadExecutor()) {
      one.execute(() -> serve(server, answer));
      return new ForeignServers(vertx, true)
          .post(
              URI.create("http://127.0.0.1:" + server.getLocalPort() + "/"),
              Map.of(),
              new byte[0],
              PATIENCE);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } finally {
      vertx.close().toCompletionStage().toCompletableFuture().join();
    }
  }

  private static void serve(ServerSocket server, String answer) {
    try (Socket call = server.accept()) {
      byte[] asked = new byte[4_096];
      assertThat(call.getInputStream().read(asked)).isPositive();
      call.getOutputStream().write(answer.getBytes(StandardCharsets.US_ASCII));
      call.getOutputStream().flush();
    } catch (IOException e) {
      // The caller has read enough.
    }
  }
}
