package dev.crowdline.support.calling;

import dev.crowdline.support.problems.Problem;
import dev.crowdline.support.problems.ProblemType;
import dev.crowdline.support.security.PrivateAddresses;
import io.quarkus.runtime.ShutdownEvent;
import io.vertx.core.Future;
import io.vertx.core.Promise;
import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpClient;
import io.vertx.core.http.HttpClientOptions;
import io.vertx.core.http.HttpClientRequest;
import io.vertx.core.http.HttpClientResponse;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.http.RequestOptions;
import io.vertx.core.net.SocketAddress;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import java.net.ConnectException;
import java.net.InetAddress;
import java.net.URI;
import java.net.URISyntaxException;
import java.net.UnknownHostException;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicReference;
import javax.net.ssl.SSLException;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.jspecify.annotations.Nullable;

/**
 * Calls servers that somebody named. The address that was judged is the one that is connected to,
 * so a name that resolves to another one in between reaches nothing; redirects are not followed.
 */
@ApplicationScoped
public class ForeignServers {
  private static final Duration CONNECT = Duration.ofSeconds(2);

  /** Less than servers keep idle connections, so that none is used that is just being closed. */
  private static final Duration IDLE = Duration.ofSeconds(4);

  private static final int MOST_BYTES = 16 * 1024;
  private static final int MOST_CONNECTIONS = 50;
  private static final int MOST_RESOLVED = 16;
  private static final int MOST_PORTS = 65_535;

  private final HttpClient http;
  private final boolean privateAddresses;

  // Of the platform: who looks up a name holds on to its carrier.
  private final ExecutorService resolving =
      Executors.newFixedThreadPool(
          MOST_RESOLVED, Thread.ofPlatform().daemon().name("resolving-", 0).factory());

  /** Public for tests, which have no container. */
  public ForeignServers(
      Vertx vertx,
      @ConfigProperty(name = "crowdline.private-addresses", defaultValue = "false")
          boolean privateAddresses) {
    this.http =
        vertx.createHttpClient(
            new HttpClientOptions()
                .setConnectTimeout((int) CONNECT.toMillis())
                .setMaxPoolSize(MOST_CONNECTIONS)
                .setMaxHeaderSize(MOST_BYTES)
                .setKeepAliveTimeout((int) IDLE.toSeconds()));
    this.privateAddresses = privateAddresses;
  }

  void stop(@Observes ShutdownEvent event) {
    resolving.shutdownNow();
  }

  /** What came back. */
  public sealed interface Reply {}

  /**
   * An answer, of whichever status.
   *
   * @param retryAfter how long it asks to be left alone; null when it does not say so in seconds
   * @param body the beginning of it; what is beyond 16 KB is not read
   */
  public record Came(int status, @Nullable Duration retryAfter, String body) implements Reply {}

  /** None. */
  public record Nothing(String why) implements Reply {}

  /** Whether calls may go to addresses that only this network has, and without TLS. */
  public boolean mayBePrivate() {
    return privateAddresses;
  }

  /** The address that a text is; refused with the field's name when none can be called by it. */
  public URI url(String field, String text) {
    URI url;
    try {
      url = new URI(text);
    } catch (URISyntaxException e) {
      throw refused(field, "is no address such as https://partner.example.org/path");
    }
    String scheme = String.valueOf(url.getScheme()).toLowerCase(Locale.ROOT);
    if (!scheme.equals("https") && !(privateAddresses && scheme.equals("http"))) {
      throw refused(field, "must begin with https://");
    }
    if (url.getHost() == null || url.getPort() == 0 || url.getPort() > MOST_PORTS) {
      throw refused(field, "must name a host, and a port from 1 to " + MOST_PORTS + " or none");
    }
    if (url.getRawUserInfo() != null || url.getRawFragment() != null) {
      throw refused(field, "must be without a user and without a fragment");
    }
    return url;
  }

  private static Problem refused(String field, String reason) {
    return Problem.field(ProblemType.NOT_ALLOWED_HERE, field, reason);
  }

  /** Sends a body, and waits for the answer so long at most. */
  public Reply post(URI url, Map<String, String> headers, byte[] body, Duration patience) {
    long end = System.nanoTime() + patience.toNanos();
    AtomicReference<HttpClientRequest> opened = new AtomicReference<>();
    try {
      InetAddress address =
          resolving
              .submit(() -> judged(url.getHost()))
              .get(end - System.nanoTime(), TimeUnit.NANOSECONDS);
      return send(options(url, address, patience, headers), body, opened)
          .toCompletionStage()
          .toCompletableFuture()
          .get(end - System.nanoTime(), TimeUnit.NANOSECONDS);
    } catch (TimeoutException e) {
      HttpClientRequest slow = opened.get();
      if (slow != null) {
        slow.reset();
      }
      return new Nothing("no answer within " + patience.toSeconds() + " s");
    } catch (ExecutionException e) {
      return new Nothing(words(e.getCause(), patience));
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return new Nothing("the service is stopping");
    }
  }

  private static RequestOptions options(
      URI url, InetAddress address, Duration patience, Map<String, String> headers) {
    boolean tls = url.getScheme().toLowerCase(Locale.ROOT).equals("https");
    int port = url.getPort() > 0 ? url.getPort() : tls ? 443 : 80;
    RequestOptions options =
        new RequestOptions()
            .setMethod(HttpMethod.POST)
            .setServer(SocketAddress.inetSocketAddress(port, address.getHostAddress()))
            .setHost(url.getHost())
            .setPort(port)
            .setSsl(tls)
            .setURI(pathOf(url))
            .setTimeout(patience.toMillis())
            .putHeader("user-agent", "Crowdline");
    headers.forEach(options::putHeader);
    return options;
  }

  private Future<Reply> send(
      RequestOptions options, byte[] body, AtomicReference<HttpClientRequest> opened) {
    return http.request(options)
        .onSuccess(opened::set)
        .compose(request -> request.send(Buffer.buffer(body)).compose(ForeignServers::read));
  }

  private static Future<Reply> read(HttpClientResponse response) {
    Promise<Reply> reply = Promise.promise();
    Buffer read = Buffer.buffer();
    response.exceptionHandler(reply::tryFail);
    response.endHandler(end -> reply.tryComplete(came(response, read)));
    response.handler(part -> {
      read.appendBuffer(part);
      if (read.length() > MOST_BYTES && reply.tryComplete(came(response, read))) {
        response.request().reset();
      }
    });
    return reply.future();
  }

  private static Came came(HttpClientResponse response, Buffer read) {
    return new Came(
        response.statusCode(),
        rest(response.getHeader("Retry-After")),
        read.slice(0, Math.min(read.length(), MOST_BYTES)).toString());
  }

  /** A date is not taken. */
  private static @Nullable Duration rest(@Nullable String retryAfter) {
    return retryAfter == null || !retryAfter.matches("[0-9]{1,7}")
        ? null
        : Duration.ofSeconds(Long.parseLong(retryAfter));
  }

  private static String words(@Nullable Throwable cause, Duration patience) {
    return switch (cause) {
      case UnknownHostException e -> String.valueOf(e.getMessage());
      case SSLException e -> "TLS failed: " + e.getMessage();
      case ConnectException e -> "it takes no connection";
      case TimeoutException e -> "no answer within " + patience.toSeconds() + " s";
      case null -> "it broke off";
      default -> "it broke off: " + cause.getMessage();
    };
  }

  private static String pathOf(URI url) {
    String path = url.getRawPath().isEmpty() ? "/" : url.getRawPath();
    return url.getRawQuery() == null ? path : path + "?" + url.getRawQuery();
  }

  /** The address of a host, unless one of them is of this network only. */
  private InetAddress judged(String host) throws UnknownHostException {
    List<InetAddress> all;
    try {
      all = List.of(InetAddress.getAllByName(host));
    } catch (UnknownHostException e) {
      throw new UnknownHostException(host + " is not known");
    }
    if (!privateAddresses && all.stream().anyMatch(PrivateAddresses::include)) {
      throw new UnknownHostException(host + " has a private address");
    }
    return all.getFirst();
  }
}
