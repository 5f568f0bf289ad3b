package dev.crowdline.benchmarks.lifecycle;

import io.vertx.core.Vertx;
import io.vertx.core.http.WebSocket;
import io.vertx.core.http.WebSocketClient;
import io.vertx.core.http.WebSocketConnectOptions;
import java.net.URI;
import org.jspecify.annotations.Nullable;

/** A virtual member's stream; connects again when it breaks. Of the event loop alone. */
final class MemberSocket {
  private static final long RECONNECT_MILLIS = 500;

  /** What hears the stream. */
  interface Listener {
    void connected(MemberSocket member, boolean again);

    void heard(MemberSocket member, StreamMessage message);

    void failed(String why);
  }

  private final Vertx vertx;
  private final WebSocketClient client;
  private final URI address;
  private final Tenant.Access access;
  private final Listener listener;
  private @Nullable WebSocket socket;
  private boolean connectedBefore;
  private boolean closing;

  MemberSocket(
      Vertx vertx, WebSocketClient client, URI address, Tenant.Access access, Listener listener) {
    this.vertx = vertx;
    this.client = client;
    this.address = address;
    this.access = access;
    this.listener = listener;
  }

  void connect() {
    WebSocketConnectOptions options =
        new WebSocketConnectOptions()
            .setHost(address.getHost())
            .setPort(address.getPort())
            .setURI("/v1/stream")
            // Only browsers name an Origin; a foreign one is refused.
            .setAllowOriginHeader(false)
            .putHeader("Authorization", credential().value());
    client
        .connect(options)
        .onSuccess(this::opened)
        .onFailure(e -> {
          listener.failed("socket not opened: " + Rest.withoutIds(String.valueOf(e.getMessage())));
          again();
        });
  }

  Rest.Credential credential() {
    return new Rest.Credential("Authorization", "Bearer " + access.token());
  }

  URI address() {
    return address;
  }

  /** Answers whether it could be sent: while the socket is away it cannot. */
  boolean send(String message) {
    WebSocket open = socket;
    if (open == null) {
      return false;
    }
    open.writeTextMessage(message);
    return true;
  }

  void close() {
    closing = true;
    WebSocket open = socket;
    if (open != null) {
      open.close();
    }
  }

  private void opened(WebSocket opened) {
    socket = opened;
    opened.textMessageHandler(this::heard);
    opened.exceptionHandler(e -> {
      // The close handler follows.
    });
    opened.closeHandler(nothing -> {
      socket = null;
      if (!closing) {
        listener.failed("socket closed: " + opened.closeStatusCode());
        again();
      }
    });
  }

  private void again() {
    if (!closing) {
      vertx.setTimer(RECONNECT_MILLIS, timer -> connect());
    }
  }

  private void heard(String text) {
    StreamMessage message = StreamMessage.read(text);
    if (message.type().equals("hello")) {
      listener.connected(this, connectedBefore);
      connectedBefore = true;
    } else {
      listener.heard(this, message);
    }
  }
}
