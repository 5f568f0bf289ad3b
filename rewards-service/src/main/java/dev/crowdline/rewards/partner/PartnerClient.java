package dev.crowdline.rewards.partner;

import dev.crowdline.support.security.PrivateAddresses;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpClient;
import io.vertx.core.http.HttpClientOptions;
import io.vertx.core.http.HttpClientResponse;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.http.RequestOptions;
import io.vertx.core.net.SocketAddress;
import jakarta.enterprise.context.ApplicationScoped;
import java.net.InetAddress;
import java.net.URI;
import java.net.UnknownHostException;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.eclipse.microprofile.config.inject.ConfigProperty;

/**
 * Calls a partner's server. The address that was judged is the one that is connected to, so a name
 * that resolves to another one in between reaches nothing; redirects are not followed.
 */
@ApplicationScoped
public class PartnerClient {
  /** A call takes no longer; less than a redemption's patience, so that one calls at a time. */
  static final Duration PATIENCE = Duration.ofSeconds(4);

  private static final Duration CONNECT = Duration.ofSeconds(2);
  private static final int MOST_BYTES = 16 * 1024;

  /** As many as a sweep asks at once. */
  private static final int MOST_AT_ONCE = 50;

  private final HttpClient http;
  private final boolean privateAddresses;

  PartnerClient(
      Vertx vertx,
      @ConfigProperty(name = "crowdline.private-addresses", defaultValue = "false")
          boolean privateAddresses) {
    this.http =
        vertx.createHttpClient(
            new HttpClientOptions()
                .setConnectTimeout((int) CONNECT.toMillis())
                .setIdleTimeout((int) PATIENCE.toSeconds())
                .setMaxPoolSize(MOST_AT_ONCE)
                .setMaxHeaderSize(MOST_BYTES)
                .setKeepAlive(false));
    this.privateAddresses = privateAddresses;
  }

  /** What came back. */
  sealed interface Reply {}

  /** An answer, of whichever status. */
  record Came(int status, String body) implements Reply {}

  /** None. */
  record Nothing(String why) implements Reply {}

  /** Whether calls may go to addresses that only this network has. */
  public boolean mayBePrivate() {
    return privateAddresses;
  }

  Reply post(URI url, String id, Instant at, String signature, String body) {
    InetAddress address;
    try {
      address = judged(url.getHost());
    } catch (UnknownHostException e) {
      return new Nothing(url.getHost() + " cannot be called: " + e.getMessage());
    }
    boolean tls = url.getScheme().equals("https");
    int port = url.getPort() >= 0 ? url.getPort() : tls ? 443 : 80;
    RequestOptions options =
        new RequestOptions()
            .setMethod(HttpMethod.POST)
            .setServer(SocketAddress.inetSocketAddress(port, address.getHostAddress()))
            .setHost(url.getHost())
            .setPort(port)
            .setSsl(tls)
            .setURI(pathOf(url))
            .setTimeout(PATIENCE.toMillis())
            .putHeader("content-type", "application/json")
            .putHeader("user-agent", "Crowdline")
            .putHeader("webhook-id", id)
            .putHeader("webhook-timestamp", Long.toString(at.getEpochSecond()))
            .putHeader("webhook-signature", signature);
    Future<Reply> reply =
        http.request(options).compose(request -> request.send(body)).compose(PartnerClient::read);
    try {
      return reply
          .toCompletionStage()
          .toCompletableFuture()
          .get(PATIENCE.toMillis(), TimeUnit.MILLISECONDS);
    } catch (TimeoutException e) {
      return new Nothing("no answer within " + PATIENCE.toSeconds() + " s");
    } catch (ExecutionException e) {
      return new Nothing(String.valueOf(e.getCause()));
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return new Nothing("the service is stopping");
    }
  }

  private static Future<Reply> read(HttpClientResponse response) {
    Buffer read = Buffer.buffer();
    response.handler(part -> {
      read.appendBuffer(part);
      if (read.length() > MOST_BYTES) {
        response.request().reset();
      }
    });
    return response.end().map(end -> new Came(response.statusCode(), read.toString()));
  }

  private static String pathOf(URI url) {
    String path = url.getRawPath().isEmpty() ? "/" : url.getRawPath();
    return url.getRawQuery() == null ? path : path + "?" + url.getRawQuery();
  }

  /** The address of a host, unless one of them is of this network only. */
  private InetAddress judged(String host) throws UnknownHostException {
    List<InetAddress> all = List.of(InetAddress.getAllByName(host));
    if (!privateAddresses && all.stream().anyMatch(PrivateAddresses::include)) {
      throw new UnknownHostException(host + " has a private address");
    }
    return all.getFirst();
  }
}
