package dev.crowdline.system;

import com.fasterxml.jackson.databind.JsonNode;
import java.net.URI;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublisher;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** The REST interface as one caller has it. A refusal is an answer like any other. */
record Api(Stack stack, String url, Map<String, String> headers) {
  private static final Duration PATIENCE = Duration.ofSeconds(20);

  /** What came back. */
  record Answer(String asked, int status, HttpResponse<String> response) {

    JsonNode body() {
      return Json.parse(response.body().isBlank() ? "{}" : response.body());
    }

    String text() {
      return response.body();
    }

    String mediaType() {
      return response.headers().firstValue("Content-Type").orElse("").replaceAll(";.*", "").strip();
    }

    /** The body, if the status is the expected one. */
    JsonNode must(int expected) {
      if (status != expected) {
        throw new AssertionError(
            "%s answered %d instead of %d: %s".formatted(asked, status, expected, response.body()));
      }
      return body();
    }
  }

  /** The same caller at another address, for example at a service itself. */
  Api at(String otherUrl) {
    return new Api(stack, otherUrl, headers);
  }

  /** The same caller with one header more. */
  Api with(String name, String value) {
    Map<String, String> more = new TreeMap<>(headers);
    more.put(name, value);
    return new Api(stack, url, more);
  }

  Answer get(String path) {
    return send("GET", path, null);
  }

  Answer post(String path) {
    return send("POST", path, null);
  }

  Answer post(String path, Object body) {
    return send("POST", path, Json.text(body));
  }

  Answer put(String path, Object body) {
    return send("PUT", path, Json.text(body));
  }

  Answer patch(String path, Object body) {
    return send("PATCH", path, Json.text(body));
  }

  Answer delete(String path) {
    return send("DELETE", path, null);
  }

  /** Sends a body as it stands, JSON or not. */
  Answer send(String method, String path, @Nullable String body) {
    BodyPublisher publisher =
        body == null ? BodyPublishers.noBody() : BodyPublishers.ofString(body);
    HttpRequest.Builder request =
        HttpRequest.newBuilder(URI.create(url + path)).timeout(PATIENCE).method(method, publisher);
    headers.forEach(request::header);
    if (body != null && !headers.containsKey("Content-Type")) {
      request.header("Content-Type", "application/json");
    }
    HttpResponse<String> response = stack.send(request.build());
    return new Answer(method + " " + path, response.statusCode(), response);
  }
}
