package dev.crowdline.local.demo;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.net.URI;
import java.net.http.WebSocket;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.BiConsumer;
import org.jspecify.annotations.Nullable;

/** A member's stream: JSON messages both ways, the token renewed while it stays open. */
final class MemberSocket implements WebSocket.Listener {
  private static final Duration PING = Duration.ofSeconds(5);

  private final BiConsumer<JsonNode, MemberSocket> hear;
  private final CountDownLatch closed = new CountDownLatch(1);
  private final StringBuilder partial = new StringBuilder();
  private final ReentrantLock sending = new ReentrantLock();
  private volatile String end = "closed";
  private volatile @Nullable WebSocket socket;

  private MemberSocket(BiConsumer<JsonNode, MemberSocket> hear) {
    this.hear = hear;
  }

  /**
   * Connects and stays until the socket ends, which is always an exception: the caller decides what
   * next.
   */
  static void stay(Api api, String account, BiConsumer<JsonNode, MemberSocket> hear)
      throws IOException, InterruptedException {
    MemberSocket mine = new MemberSocket(hear);
    try {
      mine.socket =
          api.http()
              .newWebSocketBuilder()
              .header("Authorization", api.as(account).value())
              .connectTimeout(Duration.ofSeconds(5))
              .buildAsync(URI.create(api.url().replaceFirst("^http", "ws") + "/v1/stream"), mine)
              .join();
    } catch (CompletionException e) {
      throw new IOException("no socket: " + e.getCause(), e);
    }
    String held = token(api, account);
    while (!mine.closed.await(PING.toMillis(), TimeUnit.MILLISECONDS)) {
      mine.send(Api.JSON.createObjectNode().put("type", "ping"));
      String fresh = token(api, account);
      if (!fresh.equals(held)) {
        held = fresh;
        mine.send(Api.JSON.createObjectNode().put("type", "renew").put("token", fresh));
      }
    }
    throw new IOException("socket ended: " + mine.end);
  }

  /** Another one once the last nears its end. */
  private static String token(Api api, String account) throws IOException, InterruptedException {
    return api.as(account).value().substring("Bearer ".length());
  }

  /** One message after the other, as the socket asks for. What cannot be sent ends the socket. */
  void send(ObjectNode message) {
    WebSocket open = socket;
    if (open == null) {
      return;
    }
    sending.lock();
    try {
      open.sendText(message.toString(), true).join();
    } catch (CompletionException e) {
      end("cannot send: " + e.getCause());
    } finally {
      sending.unlock();
    }
  }

  @Override
  public @Nullable CompletionStage<?> onText(WebSocket from, CharSequence text, boolean last) {
    partial.append(text);
    if (last) {
      String whole = partial.toString();
      partial.setLength(0);
      // Not on the socket's own thread: hearing may send, and sending waits for the socket.
      return CompletableFuture.runAsync(() -> take(whole)).thenRun(() -> from.request(1));
    }
    from.request(1);
    return null;
  }

  @Override
  public @Nullable CompletionStage<?> onClose(WebSocket from, int code, String reason) {
    end("closed with " + code + " " + reason);
    return null;
  }

  @Override
  public void onError(WebSocket from, Throwable error) {
    end(error.toString());
  }

  private void take(String text) {
    try {
      hear.accept(Api.JSON.readTree(text), this);
    } catch (IOException e) {
      end("not JSON: " + text);
    }
  }

  private void end(String why) {
    end = why;
    closed.countDown();
  }
}
