package dev.crowdline.local.gateway;

import dev.crowdline.local.launcher.DataDir;
import io.vertx.core.AbstractVerticle;
import io.vertx.core.Future;
import io.vertx.core.Promise;
import io.vertx.core.http.HttpClient;
import io.vertx.core.http.HttpClientOptions;
import io.vertx.core.http.HttpClientRequest;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.http.HttpServerOptions;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.http.RequestOptions;
import io.vertx.httpproxy.HttpProxy;
import io.vertx.httpproxy.ProxyContext;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * One origin for everything: pages and services by path prefix, sign-in, a first page. Streams in
 * both directions, so sockets and server-sent events pass as they are.
 */
final class Gateway extends AbstractVerticle {
  private static final int CONNECT_TIMEOUT_MILLIS = 2_000;

  /** Every open event stream and socket holds one. */
  private static final int MOST_CONNECTIONS = 20_000;

  private final int port;
  private final String url;
  private final PrefixTable prefixes;
  private final Targets targets;
  private final SignIn signIn;
  private final OwnPages ownPages;
  private @Nullable HttpClient client;

  Gateway(
      int port, String url, DataDir data, PrefixTable prefixes, Targets targets, SignIn signIn) {
    this.port = port;
    this.url = url;
    this.prefixes = prefixes;
    this.targets = targets;
    this.signIn = signIn;
    this.ownPages = new OwnPages(url, data);
  }

  @Override
  public void start(Promise<Void> started) {
    client =
        vertx.createHttpClient(
            new HttpClientOptions()
                .setConnectTimeout(CONNECT_TIMEOUT_MILLIS)
                .setMaxPoolSize(MOST_CONNECTIONS)
                .setKeepAliveTimeout(30)
                .setTcpNoDelay(true));
    vertx
        .createHttpServer(
            new HttpServerOptions()
                .setHost("127.0.0.1")
                .setPort(port)
                .setTcpNoDelay(true)
                .setHttp2ClearTextEnabled(false)
                .setHandle100ContinueAutomatically(true))
        .requestHandler(this::handle)
        .listen()
        .<Void>mapEmpty()
        .onComplete(started);
  }

  private void handle(HttpServerRequest request) {
    String path = request.path();
    if (path == null) {
      Answers.notFound(request);
    } else if (path.startsWith(SignIn.PREFIX)) {
      signIn.handle(vertx, request);
    } else {
      prefixes
          .find(path)
          .ifPresentOrElse(
              entry -> passOn(request, entry, path), () -> ownPages.handle(request, path));
    }
  }

  private void passOn(HttpServerRequest request, PrefixTable.Entry entry, String path) {
    if (entry.page() && path.equals(entry.prefix()) && request.method().equals(HttpMethod.GET)) {
      String query = request.query() == null ? "" : "?" + request.query();
      Answers.redirect(request, path + "/" + query);
      return;
    }
    request.pause();
    connect(targets.inTurn(entry.service()), 0)
        .onSuccess(connection ->
            HttpProxy.reverseProxy(connected())
                .origin(context -> forward(context, connection))
                .addInterceptor(new LostService(entry.service()))
                .handle(request))
        .onFailure(failure -> {
          request.resume();
          Answers.unavailable(request, entry.service());
        });
  }

  /** Nothing was sent yet, so a replica that cannot be reached is safely passed over. */
  private Future<HttpClientRequest> connect(List<Integer> ports, int tried) {
    if (tried >= ports.size()) {
      return Future.failedFuture("no replica answers");
    }
    return connected()
        .request(new RequestOptions().setHost("127.0.0.1").setPort(ports.get(tried)))
        .recover(failure -> connect(ports, tried + 1));
  }

  private Future<HttpClientRequest> forward(ProxyContext context, HttpClientRequest connection) {
    HttpServerRequest from = context.request().proxiedRequest();
    context
        .request()
        .headers()
        .set("X-Forwarded-For", from.remoteAddress().hostAddress())
        .set("X-Forwarded-Proto", "http")
        .set("X-Forwarded-Host", url.substring("http://".length()))
        .set("X-Forwarded-Port", Integer.toString(port))
        .remove("Forwarded");
    // The service sees the address that the caller used.
    connection.authority(from.authority());
    return Future.succeededFuture(connection);
  }

  private HttpClient connected() {
    HttpClient made = client;
    if (made == null) {
      throw new IllegalStateException("not started");
    }
    return made;
  }
}
