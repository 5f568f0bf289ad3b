package dev.crowdline.routing.testing;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.WebSocket;
import java.net.http.WebSocketHandshakeException;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletionException;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Predicate;
import org.awaitility.Awaitility;

/** A member's socket, as a client that is no browser opens it. */
public final class Stream implements WebSocket.Listener, AutoCloseable {
  private static final ObjectMapper JSON = new ObjectMapper();
  private static final HttpClient CLIENT = HttpClient.newHttpClient();

  private final List<JsonNode> received = new CopyOnWriteArrayList<>();
  private final StringBuilder part = new StringBuilder();
  private volatile int closedWith;
  private WebSocket socket;

  private Stream() {}

  /** Opens the stream; fails with {@link Refused} when the server says no. */
  public static Stream open(String query, Map<String, String> headers) {
    WebSocket.Builder builder = CLIENT.newWebSocketBuilder();
    headers.forEach(builder::header);
    Stream stream = new Stream();
    try {
      stream.socket =
          builder
              .buildAsync(
                  URI.create(
                      "ws://localhost:" + io.restassured.RestAssured.port + "/v1/stream" + query),
                  stream)
              .join();
      return stream;
    } catch (CompletionException e) {
      if (e.getCause() instanceof WebSocketHandshakeException refused) {
        var answer = refused.getResponse();
        throw new Refused(
            answer.statusCode(), answer.headers().firstValue("Content-Type").orElse(""));
      }
      throw e;
    }
  }

  /** The upgrade was refused with that status. */
  public static final class Refused extends RuntimeException {
    public final int status;
    public final String mediaType;

    Refused(int status, String mediaType) {
      super("refused with " + status);
      this.status = status;
      this.mediaType = mediaType;
    }
  }

  @Override
  public CompletionStage<?> onText(WebSocket from, CharSequence text, boolean last) {
    part.append(text);
    if (last) {
      try {
        received.add(JSON.readTree(part.toString()));
      } catch (IOException e) {
        throw new UncheckedIOException(e);
      }
      part.setLength(0);
    }
    from.request(1);
    return null;
  }

  @Override
  public CompletionStage<?> onClose(WebSocket from, int status, String reason) {
    closedWith = status;
    return null;
  }

  /** The connection broke without a word: 1006, as browsers call it. */
  @Override
  public void onError(WebSocket from, Throwable error) {
    closedWith = 1006;
  }

  /** Says something as it is. */
  public void say(String text) {
    socket.sendText(text, true).join();
  }

  /** Says something in a binary frame. */
  public void say(byte[] bytes) {
    socket.sendBinary(ByteBuffer.wrap(bytes), true).join();
  }

  /** Says a message. */
  public void say(Map<String, ?> message) {
    try {
      say(JSON.writeValueAsString(message));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Waits for a message of that type, from the beginning of the connection on. */
  public JsonNode await(String type) {
    return await(type, any -> true);
  }

  /** Waits for a message of that type that is wanted. */
  public JsonNode await(String type, Predicate<JsonNode> wanted) {
    return Awaitility.await("a message of type " + type)
        .atMost(Duration.ofSeconds(15))
        .pollInterval(Duration.ofMillis(10))
        .until(
            () ->
                received.stream()
                    .filter(m -> m.path("type").asText().equals(type) && wanted.test(m))
                    .findFirst()
                    .orElse(null),
            found -> found != null);
  }

  /** All of that type so far. */
  public List<JsonNode> all(String type) {
    return received.stream().filter(m -> m.path("type").asText().equals(type)).toList();
  }

  /** The status with which the server closed; waits for it. */
  public int awaitClose() {
    return Awaitility.await("the server closes")
        .atMost(Duration.ofSeconds(15))
        .pollInterval(Duration.ofMillis(10))
        .until(() -> closedWith, status -> status != 0);
  }

  public boolean isOpen() {
    return closedWith == 0;
  }

  @Override
  public void close() {
    socket.sendClose(WebSocket.NORMAL_CLOSURE, "").exceptionally(e -> null).join();
    socket.abort();
  }
}
