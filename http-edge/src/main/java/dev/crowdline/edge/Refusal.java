package dev.crowdline.edge;

import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.http.HttpServerResponse;
import io.vertx.core.net.impl.ConnectionBase;
import java.nio.charset.StandardCharsets;
import org.jspecify.annotations.Nullable;

/**
 * A refusal, as a problem of RFC 9457.
 *
 * @param detail what happened and what to do
 */
public record Refusal(Reason reason, String detail) {
  /** Nothing here needs any of it. */
  public static final String PERMISSIONS_POLICY =
      "camera=(), microphone=(), geolocation=(), payment=(), usb=()";

  /** How long a client that still sends may go on, so that it hears the answer. */
  private static final long LINGER_MILLIS = 1_000;

  /** The problem, for the address that was called as it was written. */
  public String json(@Nullable String instance) {
    StringBuilder json = new StringBuilder(200);
    json.append("{\"type\":").append(quoted(reason.address()));
    json.append(",\"title\":").append(quoted(reason.title()));
    json.append(",\"status\":").append(reason.status());
    json.append(",\"detail\":").append(quoted(detail));
    if (instance != null) {
      json.append(",\"instance\":").append(quoted(instance));
    }
    return json.append('}').toString();
  }

  /** Answers and keeps the connection: the request was read to its end. */
  public void answer(HttpServerRequest request) {
    Buffer body = body(request);
    begin(request.response(), body).end(body);
  }

  /**
   * Answers and ends the connection. A client that still sends is listened to for a moment longer:
   * closing at once would reset the connection, and the answer would be lost.
   */
  public void answerAndClose(Vertx vertx, HttpServerRequest request) {
    Buffer body = body(request);
    HttpServerResponse response = begin(request.response(), body).putHeader("Connection", "close");
    if (request.isEnded()) {
      response.end(body);
      return;
    }
    response.write(body);
    if (request.connection() instanceof ConnectionBase connection) {
      // When the parser gave up in the middle of a body, the framework closes before it flushes.
      connection.channel().flush();
    }
    long timer = vertx.setTimer(LINGER_MILLIS, id -> end(request, response));
    request.exceptionHandler(failure -> vertx.cancelTimer(timer));
    request.handler(ignored -> {});
    request.endHandler(ended -> {
      vertx.cancelTimer(timer);
      end(request, response);
    });
    request.resume();
  }

  private HttpServerResponse begin(HttpServerResponse response, Buffer body) {
    return response
        .setStatusCode(reason.status())
        .putHeader("Content-Type", "application/problem+json")
        .putHeader("X-Content-Type-Options", "nosniff")
        .putHeader("Referrer-Policy", "same-origin")
        .putHeader("Cross-Origin-Opener-Policy", "same-origin")
        .putHeader("Permissions-Policy", PERMISSIONS_POLICY)
        .putHeader("Content-Length", Integer.toString(body.length()));
  }

  private Buffer body(HttpServerRequest request) {
    String target = request.uri() == null ? "" : request.uri();
    int end = target.indexOf('?');
    String path = end < 0 ? target : target.substring(0, end);
    return Buffer.buffer(
        json(path.length() > 200 ? path.substring(0, 200) + "…" : path)
            .getBytes(StandardCharsets.UTF_8));
  }

  private static void end(HttpServerRequest request, HttpServerResponse response) {
    if (!response.ended() && !response.closed()) {
      response.end();
    }
    request.connection().close();
  }

  private static String quoted(String text) {
    StringBuilder quoted = new StringBuilder("\"");
    for (int i = 0; i < text.length(); i++) {
      char c = text.charAt(i);
      if (c == '"' || c == '\\') {
        quoted.append('\\').append(c);
      } else if (c < ' ' || Character.isSurrogate(c)) {
        quoted.append("\\u%04x".formatted((int) c));
      } else {
        quoted.append(c);
      }
    }
    return quoted.append('"').toString();
  }
}
