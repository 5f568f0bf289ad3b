package dev.crowdline.local.demo;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.io.IOException;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.concurrent.ConcurrentHashMap;

/** Access tokens of the local accounts, fetched again before they end. */
public final class Tokens {
  private static final Duration SPARE = Duration.ofMinutes(1);

  private final HttpClient http =
      HttpClient.newBuilder().connectTimeout(Duration.ofSeconds(5)).build();
  private final JsonMapper json = new JsonMapper();
  private final ConcurrentHashMap<String, Held> held = new ConcurrentHashMap<>();
  private final URI endpoint;

  private record Held(String token, Instant until) {}

  public Tokens(String issuer) {
    this.endpoint = URI.create(issuer + "/token");
  }

  public String of(String account) throws IOException, InterruptedException {
    Held known = held.get(account);
    if (known != null && Instant.now().isBefore(known.until())) {
      return known.token();
    }
    String form =
        "grant_type=password&client_id=cli&scope=openid&password=demo&username="
            + URLEncoder.encode(account, StandardCharsets.UTF_8);
    HttpResponse<String> answer =
        http.send(
            HttpRequest.newBuilder(endpoint)
                .timeout(Duration.ofSeconds(10))
                .header("Content-Type", "application/x-www-form-urlencoded")
                .POST(HttpRequest.BodyPublishers.ofString(form))
                .build(),
            BodyHandlers.ofString());
    if (answer.statusCode() != 200) {
      throw new IOException(
          "No token for %s: %d %s".formatted(account, answer.statusCode(), answer.body()));
    }
    JsonNode body = json.readTree(answer.body());
    String token = body.path("access_token").asText();
    Instant until = Instant.now().plusSeconds(body.path("expires_in").asLong()).minus(SPARE);
    held.put(account, new Held(token, until));
    return token;
  }
}
