package dev.crowdline.local.gateway;

import io.vertx.core.Future;
import io.vertx.core.MultiMap;
import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpClient;
import io.vertx.core.http.HttpClientOptions;
import io.vertx.core.http.HttpClientRequest;
import io.vertx.core.http.HttpClientResponse;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.http.HttpServerResponse;
import io.vertx.core.http.PoolOptions;
import io.vertx.core.http.RequestOptions;
import io.vertx.core.net.NetSocket;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Set;

/**
 * Passes requests on to a replica of a service. Calls share connections, and one goes back to its
 * pool only with the answer complete. What may last (event streams, sockets) or whose end the
 * service alone decides (HEAD) has a connection of its own that ends with it.
 */
final class Forwarding {
  private static final int CONNECT_TIMEOUT_MILLIS = 2_000;

  /** A service gives up a transaction after half of this. */
  private static final long SILENCE_MILLIS = 60_000;

  /** Shorter than the services keep an idle one, so that none is used that they close meanwhile. */
  private static final int KEEP_SECONDS = 10;

  /** Of calls, to one replica, from one of the gateway's threads; more wait. */
  private static final int MOST_CALLS = 64;

  private static final int MOST_WAITING_CALLS = 2_000;

  /** Every open event stream and socket holds one. */
  private static final int MOST_STREAMS = 20_000;

  /** What concerns one connection and not the message. */
  private static final Set<String> OF_THE_CONNECTION =
      Set.of(
          "connection",
          "keep-alive",
          "proxy-connection",
          "proxy-authenticate",
          "proxy-authorization",
          "te",
          "trailer",
          "transfer-encoding",
          "upgrade",
          "expect");

  private final String url;
  private final Targets targets;
  private final HttpClient calls;
  private final HttpClient streams;
  private final HttpClient sockets;

  Forwarding(Vertx vertx, String url, Targets targets) {
    this.url = url;
    this.targets = targets;
    this.calls =
        vertx.createHttpClient(
            options().setKeepAliveTimeout(KEEP_SECONDS).setMaxWaitQueueSize(MOST_WAITING_CALLS),
            new PoolOptions().setHttp1MaxSize(MOST_CALLS));
    this.streams =
        vertx.createHttpClient(
            options().setKeepAlive(false), new PoolOptions().setHttp1MaxSize(MOST_STREAMS));
    this.sockets =
        vertx.createHttpClient(options(), new PoolOptions().setHttp1MaxSize(MOST_STREAMS));
  }

  private static HttpClientOptions options() {
    return new HttpClientOptions().setConnectTimeout(CONNECT_TIMEOUT_MILLIS).setTcpNoDelay(true);
  }

  /**
   * Whether the path is that of an event stream: they all are called so. The list of events that
   * programs read is no stream.
   */
  static boolean isStream(String path) {
    return path.endsWith("/events") && !path.equals("/v1/events");
  }

  /** Whether a socket is to be opened; everywhere else the header means nothing. */
  static boolean opensSocket(HttpServerRequest request) {
    return "/v1/stream".equals(request.path())
        && request.method().equals(HttpMethod.GET)
        && "websocket".equalsIgnoreCase(request.getHeader("Upgrade"));
  }

  /** Passes on a call whose body has arrived. */
  void call(HttpServerRequest from, String service, Buffer body) {
    boolean own = isStream(String.valueOf(from.path())) || from.method().equals(HttpMethod.HEAD);
    connect(own ? streams : calls, from, targets.inTurn(service), 0)
        .onFailure(failure -> Answers.unavailable(from, service))
        .onSuccess(to -> exchange(from, to, service, body));
  }

  /** Nothing was sent yet, so a replica that cannot be reached is safely passed over. */
  private static Future<HttpClientRequest> connect(
      HttpClient client, HttpServerRequest from, List<Integer> ports, int tried) {
    if (tried >= ports.size()) {
      return Future.failedFuture("no replica answers");
    }
    return client
        .request(
            new RequestOptions()
                .setHost("127.0.0.1")
                .setPort(ports.get(tried))
                .setMethod(from.method())
                .setURI(from.uri())
                .setIdleTimeout(SILENCE_MILLIS))
        .recover(failure -> connect(client, from, ports, tried + 1));
  }

  private void exchange(HttpServerRequest from, HttpClientRequest to, String service, Buffer body) {
    HttpServerResponse answer = from.response();
    if (answer.closed()) {
      to.reset();
      return;
    }
    copy(from.headers(), to.headers());
    forwarded(from, to);
    // Whoever goes away takes the connection along: the service may still be answering on it.
    answer.closeHandler(gone -> to.reset());
    answer.exceptionHandler(failure -> to.reset());
    Future<HttpClientResponse> answered = body.length() == 0 ? to.send() : to.send(body);
    answered
        .onFailure(failure -> {
          if (!answer.closed() && !answer.headWritten()) {
            Answers.unavailable(from, service);
          }
        })
        .onSuccess(response -> answer(from, to, response));
  }

  private static void answer(
      HttpServerRequest from, HttpClientRequest to, HttpClientResponse response) {
    HttpServerResponse answer = from.response();
    if (answer.closed()) {
      to.reset();
      return;
    }
    answer.setStatusCode(response.statusCode()).setStatusMessage(response.statusMessage());
    copy(response.headers(), answer.headers());
    if (from.method().equals(HttpMethod.HEAD)) {
      answer.end();
      // Whatever the service still means to say.
      to.connection().close();
      return;
    }
    if (!answer.headers().contains("Content-Length")
        && response.statusCode() != 204
        && response.statusCode() != 304) {
      answer.setChunked(true);
    }
    response
        .pipeTo(answer)
        // An answer that breaks off must not look whole.
        .onFailure(broken -> from.connection().close());
  }

  private void forwarded(HttpServerRequest from, HttpClientRequest to) {
    to.headers()
        .set("X-Forwarded-For", from.remoteAddress().hostAddress())
        .set("X-Forwarded-Proto", "http")
        .set("X-Forwarded-Host", url.substring("http://".length()))
        .remove("Forwarded")
        .remove("X-Forwarded-Port")
        .remove("X-Forwarded-Prefix");
  }

  /** Opens a socket to the service and, when it agrees, passes bytes both ways until one closes. */
  void socket(HttpServerRequest from, String service) {
    from.pause();
    connect(sockets, from, targets.inTurn(service), 0)
        .onFailure(failure -> {
          from.resume();
          Answers.unavailable(from, service);
        })
        .onSuccess(to -> {
          copy(from.headers(), to.headers());
          to.headers().set("Connection", "Upgrade").set("Upgrade", "websocket");
          forwarded(from, to);
          to.connect()
              .onFailure(failure -> {
                from.resume();
                Answers.unavailable(from, service);
              })
              .onSuccess(response -> upgrade(from, to, response));
        });
  }

  private static void upgrade(
      HttpServerRequest from, HttpClientRequest to, HttpClientResponse response) {
    if (response.statusCode() != 101) {
      from.resume();
      answer(from, to, response);
      return;
    }
    HttpServerResponse answer = from.response().setStatusCode(101);
    answer.headers().addAll(response.headers());
    NetSocket inner = response.netSocket();
    from.toNetSocket()
        .onFailure(failure -> inner.close())
        .onSuccess(outer -> {
          inner.pipeTo(outer);
          outer.pipeTo(inner);
          // Either end closes the other; a broken pipe is how most sockets end.
          outer.closeHandler(closed -> inner.close());
          inner.closeHandler(closed -> outer.close());
        });
  }

  private static void copy(MultiMap from, MultiMap to) {
    List<String> named =
        from.getAll("Connection").stream()
            .flatMap(value -> Arrays.stream(value.split(",", -1)))
            .map(name -> name.strip().toLowerCase(Locale.ROOT))
            .toList();
    from.forEach((name, value) -> {
      String lower = name.toLowerCase(Locale.ROOT);
      if (!OF_THE_CONNECTION.contains(lower) && !named.contains(lower)) {
        to.add(name, value);
      }
    });
  }
}
