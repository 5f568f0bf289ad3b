package dev.crowdline.local.launcher;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.time.Duration;

/** Asks a child whether it can work now. */
@FunctionalInterface
public interface Probe {
  Duration TIMEOUT = Duration.ofSeconds(2);

  boolean healthy();

  /** For a child without a port: it is well as long as it lives. */
  static Probe alive() {
    return () -> true;
  }

  /** The port takes a connection. */
  static Probe connects(int port) {
    return () -> {
      try (Socket socket = new Socket()) {
        socket.connect(
            new InetSocketAddress(InetAddress.getLoopbackAddress(), port),
            (int) TIMEOUT.toMillis());
        return true;
      } catch (IOException e) {
        return false;
      }
    };
  }

  /** The port answers these bytes with something that begins as expected. */
  static Probe answers(int port, byte[] question, String expected) {
    return () -> {
      try (Socket socket = new Socket()) {
        socket.setSoTimeout((int) TIMEOUT.toMillis());
        socket.connect(
            new InetSocketAddress(InetAddress.getLoopbackAddress(), port),
            (int) TIMEOUT.toMillis());
        socket.getOutputStream().write(question);
        byte[] answer = socket.getInputStream().readNBytes(expected.length());
        return new String(answer, StandardCharsets.US_ASCII).equals(expected);
      } catch (IOException e) {
        return false;
      }
    };
  }

  /** A GET answers 200. */
  static Probe ok(HttpClient client, URI address) {
    HttpRequest request = HttpRequest.newBuilder(address).timeout(TIMEOUT).GET().build();
    return () -> {
      try {
        return client.send(request, BodyHandlers.discarding()).statusCode() == 200;
      } catch (IOException e) {
        return false;
      } catch (InterruptedException e) {
        Thread.currentThread().interrupt();
        return false;
      }
    };
  }
}
