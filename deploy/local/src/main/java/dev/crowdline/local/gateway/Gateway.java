package dev.crowdline.local.gateway;

import dev.crowdline.edge.Bodies;
import dev.crowdline.edge.Reason;
import dev.crowdline.edge.Refusal;
import dev.crowdline.edge.Refused;
import dev.crowdline.edge.RequestRules;
import dev.crowdline.local.launcher.DataDir;
import io.vertx.core.AbstractVerticle;
import io.vertx.core.Promise;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpConnection;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.http.HttpServerOptions;
import io.vertx.core.http.HttpServerRequest;
import java.util.IdentityHashMap;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * One origin for everything: pages and services by path prefix, sign-in, a first page. A request is
 * judged by its form before it is matched, and its body is read before a service hears of it.
 */
final class Gateway extends AbstractVerticle {
  /** Sockets and streams say something every twenty seconds. */
  private static final int IDLE_SECONDS = 60;

  private static final int LONGEST_ADDRESS_BYTES = 8 << 10;
  private static final int LARGEST_HEADERS_BYTES = 20 << 10;

  /** What the page of the local mail server asks; no service knows it. */
  private static final Set<String> MAIL = Set.of("/mail/addresses", "/mail/messages");

  private final int port;
  private final String url;
  private final PrefixTable prefixes;
  private final Targets targets;
  private final SignIn signIn;
  private final OwnPages ownPages;
  private final IdentityHashMap<HttpConnection, ConnectionClock> clocks = new IdentityHashMap<>();
  private @Nullable Bodies bodies;
  private @Nullable Forwarding forwarding;

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
    Bodies reading = new Bodies(vertx);
    bodies = reading;
    forwarding = new Forwarding(vertx, url, targets);
    vertx
        .createHttpServer(
            new HttpServerOptions()
                .setHost("127.0.0.1")
                .setPort(port)
                .setTcpNoDelay(true)
                .setIdleTimeout(IDLE_SECONDS)
                .setMaxInitialLineLength(LONGEST_ADDRESS_BYTES)
                .setMaxHeaderSize(LARGEST_HEADERS_BYTES)
                .setHttp2ClearTextEnabled(false))
        .connectionHandler(this::connected)
        .invalidRequestHandler(
            request -> RequestRules.unparsed(request).answerAndClose(vertx, request))
        // A caller that breaks off is nobody's fault.
        .exceptionHandler(failure -> {})
        .requestHandler(this::handle)
        .listen()
        .<Void>mapEmpty()
        .onComplete(started);
  }

  private void connected(HttpConnection connection) {
    ConnectionClock clock = new ConnectionClock(vertx, connection);
    clocks.put(connection, clock);
    connection.closeHandler(closed -> {
      clocks.remove(connection);
      clock.stop();
    });
  }

  private void handle(HttpServerRequest request) {
    ConnectionClock clock = clocks.get(request.connection());
    if (clock != null) {
      clock.began();
      request.response().endHandler(ended -> clock.ended());
    }
    Optional<Refusal> refusal = RequestRules.refusal(request);
    if (refusal.isPresent()) {
      refusal.get().answerAndClose(vertx, request);
      return;
    }
    String path = String.valueOf(request.path());
    if (path.startsWith(SignIn.PREFIX)) {
      withBody(request, SignIn.LARGEST_BODY_BYTES, body -> signIn.handle(vertx, request, body));
    } else if (MAIL.contains(path)) {
      withBody(
          request, Bodies.LIMIT_BYTES, body -> present(forwarding).call(request, "mail", body));
    } else {
      prefixes
          .find(path)
          .ifPresentOrElse(
              entry -> passOn(request, entry, path),
              () -> withBody(request, Bodies.LIMIT_BYTES, body -> ownPages.handle(request, path)));
    }
  }

  private void passOn(HttpServerRequest request, PrefixTable.Entry entry, String path) {
    if (entry.page() && path.equals(entry.prefix()) && request.method().equals(HttpMethod.GET)) {
      String query = request.query() == null ? "" : "?" + request.query();
      Answers.redirect(request, path + "/" + query);
    } else if (Forwarding.opensSocket(request)) {
      present(forwarding).socket(request, entry.service());
    } else {
      withBody(
          request,
          Bodies.LIMIT_BYTES,
          body -> present(forwarding).call(request, entry.service(), body));
    }
  }

  private void withBody(HttpServerRequest request, int limit, Consumer<Buffer> then) {
    present(bodies)
        .read(request, limit)
        .onSuccess(then::accept)
        .onFailure(failure -> refusalOf(failure).answerAndClose(vertx, request));
  }

  private static Refusal refusalOf(Throwable failure) {
    return failure instanceof Refused refused
        ? refused.refusal()
        : new Refusal(Reason.INVALID, "the body could not be read");
  }

  private static <T> T present(@Nullable T made) {
    if (made == null) {
      throw new IllegalStateException("not started");
    }
    return made;
  }
}
