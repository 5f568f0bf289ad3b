package dev.crowdline.local.demo;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/**
 * Crowdline's REST interface as anybody outside sees it: through the gateway, with a token, a key
 * or a link.
 */
public final class Api {
  static final JsonMapper JSON = new JsonMapper();
  private static final Duration TIMEOUT = Duration.ofSeconds(15);

  private final HttpClient http =
      HttpClient.newBuilder()
          .version(HttpClient.Version.HTTP_1_1)
          .connectTimeout(Duration.ofSeconds(5))
          .build();
  private final String url;
  private final Tokens tokens;

  /** Who asks: one header of each request. */
  public record Credential(String header, String value) {}

  /** An answer; a refusal is an answer too. */
  public record Answer(int status, JsonNode body) {
    public boolean ok() {
      return status >= 200 && status < 300;
    }

    /** For logs: what the service said, in one line. */
    public String reason() {
      JsonNode errors = body.path("errors");
      return "%d %s%s"
          .formatted(
              status,
              body.path("detail").asText(body.path("title").asText("")),
              errors.isEmpty() ? "" : " " + errors);
    }
  }

  public Api(String url, Tokens tokens) {
    this.url = url;
    this.tokens = tokens;
  }

  String url() {
    return url;
  }

  HttpClient http() {
    return http;
  }

  public Credential as(String account) throws IOException, InterruptedException {
    return new Credential("Authorization", "Bearer " + tokens.of(account));
  }

  static Credential withKey(String apiKey) {
    return new Credential("X-API-Key", apiKey);
  }

  static Credential withLink(String link) {
    return new Credential("X-Customer-Link", link);
  }

  public Answer get(Credential who, String path) throws IOException, InterruptedException {
    return send(who, "GET", path, null);
  }

  Answer post(Credential who, String path, JsonNode body) throws IOException, InterruptedException {
    return send(who, "POST", path, body);
  }

  /** A command that happens once, however often it is sent with that key. */
  Answer once(Credential who, String path, JsonNode body, String key)
      throws IOException, InterruptedException {
    return send(who, "POST", path, body, "Idempotency-Key", key);
  }

  Answer put(Credential who, String path, JsonNode body) throws IOException, InterruptedException {
    return send(who, "PUT", path, body);
  }

  private Answer send(
      Credential who, String method, String path, @Nullable JsonNode body, String... headers)
      throws IOException, InterruptedException {
    HttpRequest.Builder request =
        HttpRequest.newBuilder(URI.create(url + path))
            .timeout(TIMEOUT)
            .header(who.header(), who.value());
    if (headers.length > 0) {
      request.headers(headers);
    }
    if (body == null) {
      request.method(method, BodyPublishers.noBody());
    } else {
      request.header("Content-Type", "application/json");
      request.method(method, BodyPublishers.ofString(body.toString()));
    }
    HttpResponse<String> answer = http.send(request.build(), BodyHandlers.ofString());
    return new Answer(answer.statusCode(), parse(answer.body()));
  }

  private static JsonNode parse(String text) {
    try {
      return text.isBlank() ? JsonNodeFactory.instance.objectNode() : JSON.readTree(text);
    } catch (IOException e) {
      return JsonNodeFactory.instance.objectNode().put("detail", "not JSON: " + text.strip());
    }
  }
}
