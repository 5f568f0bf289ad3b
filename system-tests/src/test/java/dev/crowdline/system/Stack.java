package dev.crowdline.system;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.StreamSupport;
import org.jspecify.annotations.Nullable;

/**
 * The running stack under test, as the launcher's {@code state.json} describes it; the environment
 * variable {@code CROWDLINE_STATE} says where that file is.
 */
final class Stack {
  static final List<String> SERVICES = List.of("intake", "routing", "sla", "rewards");
  private static final Duration SPARE = Duration.ofMinutes(2);
  private static final Stack RUNNING = new Stack(stateFile());

  private final HttpClient http =
      HttpClient.newBuilder()
          .version(HttpClient.Version.HTTP_1_1)
          .connectTimeout(Duration.ofSeconds(5))
          .build();
  private final Path file;
  private final Map<String, Token> tokens = new ConcurrentHashMap<>();

  private record Token(String text, Instant until) {}

  private Stack(Path file) {
    this.file = file;
  }

  /** The one stack that serves the whole run. */
  static Stack running() {
    return RUNNING;
  }

  private static Path stateFile() {
    String path = System.getenv("CROWDLINE_STATE");
    if (path == null) {
      throw new IllegalStateException(
          "System tests need a running stack: ./crowdline test system starts one; by hand, ./crowdline up --no-crowd"
              + " --detach --data DIR and CROWDLINE_STATE=DIR/state.json");
    }
    return Path.of(path);
  }

  /** As it is now: processes come and go. */
  JsonNode state() {
    try {
      return Json.parse(Files.readString(file));
    } catch (IOException e) {
      throw new UncheckedIOException("cannot read " + file, e);
    }
  }

  String url() {
    return state().path("url").asText();
  }

  String issuer() {
    return state().path("oidc").path("issuer").asText();
  }

  Path dataDir() {
    return Path.of(state().path("dataDir").asText());
  }

  HttpClient http() {
    return http;
  }

  /** The addresses of a service itself, one per replica, without the gateway. */
  List<String> addressesOf(String service) {
    return StreamSupport.stream(state().path("services").path(service).spliterator(), false)
        .map(JsonNode::asText)
        .toList();
  }

  /** Where a service answers to those who run it: metrics and health, by no gateway. */
  String managementOf(String service) {
    return "http://127.0.0.1:" + process(service).path("managementPort").asInt();
  }

  /** Nobody. */
  Api anonymous() {
    return new Api(this, url(), Map.of());
  }

  /** Whoever signs in with that account; any account is good, {@code role@community:name}. */
  Api as(String account) {
    return new Api(this, url(), Map.of("Authorization", "Bearer " + token(account)));
  }

  /** Whoever holds that API key. */
  Api withKey(String key) {
    return new Api(this, url(), Map.of("X-API-Key", key));
  }

  /** Whoever holds that customer's link. */
  Api withLink(String link) {
    return new Api(this, url(), Map.of("X-Customer-Link", link));
  }

  /** An access token, fetched again before it ends. */
  String token(String account) {
    Token held =
        tokens.compute(
            account,
            (name, known) ->
                known != null && Instant.now().isBefore(known.until()) ? known : fetch(name));
    return held.text();
  }

  private Token fetch(String account) {
    String form =
        "grant_type=password&client_id=system-tests&scope=openid&password=demo&username="
            + URLEncoder.encode(account, StandardCharsets.UTF_8);
    HttpResponse<String> answer =
        send(
            HttpRequest.newBuilder(URI.create(issuer() + "/token"))
                .timeout(Duration.ofSeconds(10))
                .header("Content-Type", "application/x-www-form-urlencoded")
                .POST(BodyPublishers.ofString(form))
                .build());
    if (answer.statusCode() != 200) {
      throw new IllegalStateException("no token for " + account + ": " + answer.body());
    }
    JsonNode body = Json.parse(answer.body());
    return new Token(
        body.path("access_token").asText(),
        Instant.now().plusSeconds(body.path("expires_in").asLong()).minus(SPARE));
  }

  HttpResponse<String> send(HttpRequest request) {
    try {
      return http.send(request, BodyHandlers.ofString());
    } catch (IOException e) {
      throw new UncheckedIOException(request.method() + " " + request.uri() + ": " + e, e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException("interrupted", e);
    }
  }

  /** What state.json says of a process. */
  JsonNode process(String name) {
    return StreamSupport.stream(state().path("processes").spliterator(), false)
        .filter(process -> process.path("name").asText().equals(name))
        .findFirst()
        .orElseThrow(() -> new IllegalStateException("no process " + name));
  }

  /** The environment that a service was started with. */
  Map<String, String> environmentOf(String service) {
    Map<String, String> environment = new TreeMap<>();
    state()
        .path("environment")
        .path(service)
        .properties()
        .forEach(each -> environment.put(each.getKey(), each.getValue().asText()));
    return environment;
  }

  /** Where the checkout is, found from the folder that the tests run in. */
  static Path checkout() {
    @Nullable Path folder = Path.of("").toAbsolutePath();
    while (folder != null && !Files.exists(folder.resolve("crowdline"))) {
      folder = folder.getParent();
    }
    if (folder == null) {
      throw new IllegalStateException("the tests run outside the checkout");
    }
    return folder;
  }
}
