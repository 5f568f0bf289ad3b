package dev.crowdline.benchmarks.stack;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.io.IOException;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.time.Duration;

/** Somebody who prepares a run through the gateway: an account, or an API key. */
public final class Caller {
  /** A service hears of the community from another one; until then it says no. */
  private static final Duration PATIENCE = Duration.ofSeconds(30);

  private static final Duration PAUSE = Duration.ofMillis(200);
  private static final JsonMapper JSON = new JsonMapper();
  private static final HttpClient HTTP =
      HttpClient.newBuilder()
          .version(HttpClient.Version.HTTP_1_1)
          .connectTimeout(Duration.ofSeconds(5))
          .build();

  private final URI url;
  private final String header;
  private final String value;

  private Caller(URI url, String header, String value) {
    this.url = url;
    this.header = header;
    this.value = value;
  }

  /** An account of the demonstration's issuer. */
  public static Caller signedIn(RunningStack stack, String account)
      throws IOException, InterruptedException {
    return withToken(stack, token(stack, account));
  }

  /** Whoever has that access token. */
  public static Caller withToken(RunningStack stack, String token) {
    return new Caller(stack.url(), "Authorization", "Bearer " + token);
  }

  /** A program with a key. */
  public static Caller withKey(RunningStack stack, String key) {
    return new Caller(stack.url(), "X-API-Key", key);
  }

  /** An access token of an account. */
  public static String token(RunningStack stack, String account)
      throws IOException, InterruptedException {
    String form =
        "grant_type=password&client_id=bench&scope=openid&password=demo&username="
            + URLEncoder.encode(account, StandardCharsets.UTF_8);
    HttpResponse<String> answer =
        HTTP.send(
            HttpRequest.newBuilder(URI.create(stack.issuer() + "/token"))
                .timeout(Duration.ofSeconds(10))
                .header("Content-Type", "application/x-www-form-urlencoded")
                .POST(BodyPublishers.ofString(form))
                .build(),
            BodyHandlers.ofString());
    String token = JSON.readTree(answer.body()).path("access_token").asText();
    if (token.isEmpty()) {
      throw new IOException(
          "No token for %s: %d %s".formatted(account, answer.statusCode(), answer.body()));
    }
    return token;
  }

  /** What is answered to a command, which is repeated while it is refused. */
  public JsonNode insist(String method, String path, JsonNode body)
      throws IOException, InterruptedException {
    return insist(method, path, BodyPublishers.ofString(body.toString()));
  }

  /** What can be read there, as soon as it can. */
  public JsonNode read(String path) throws IOException, InterruptedException {
    return insist("GET", path, BodyPublishers.noBody());
  }

  private JsonNode insist(String method, String path, HttpRequest.BodyPublisher body)
      throws IOException, InterruptedException {
    HttpRequest request =
        HttpRequest.newBuilder(url.resolve(path))
            .timeout(Duration.ofSeconds(15))
            .header(header, value)
            .header("Content-Type", "application/json")
            .method(method, body)
            .build();
    long end = System.nanoTime() + PATIENCE.toNanos();
    while (true) {
      HttpResponse<String> answer = HTTP.send(request, BodyHandlers.ofString());
      if (answer.statusCode() / 100 == 2) {
        return JSON.readTree(answer.body());
      }
      if (System.nanoTime() > end) {
        throw new IOException(
            "%s %s was refused for %d s: %d %s"
                .formatted(method, path, PATIENCE.toSeconds(), answer.statusCode(), answer.body()));
      }
      Thread.sleep(PAUSE);
    }
  }
}
