package dev.crowdline.local.gateway;

import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.vertx.core.http.HttpServerRequest;
import org.jspecify.annotations.Nullable;

/** What the gateway says itself; problems look like those of the services. */
final class Answers {
  static final String RETRY_AFTER_SECONDS = "2";
  private static final JsonMapper JSON = new JsonMapper();

  private Answers() {}

  static void unavailable(HttpServerRequest request, String service) {
    request.response().putHeader("Retry-After", RETRY_AFTER_SECONDS);
    problem(request, 503, unavailableProblem(service, request.path()));
  }

  static String unavailableProblem(String service, @Nullable String path) {
    return problemBody(
        "unavailable",
        "Not available just now",
        503,
        "The " + service + " service does not answer just now; try again in a moment.",
        path);
  }

  static void notFound(HttpServerRequest request) {
    problem(
        request,
        404,
        problemBody(
            "not-found",
            "There is no such thing here",
            404,
            "No service has an address that begins like this.",
            request.path()));
  }

  static void methodNotAllowed(HttpServerRequest request, String allowed) {
    request.response().putHeader("Allow", allowed);
    problem(
        request,
        405,
        problemBody(
            "method-not-allowed",
            "This address does not take that method",
            405,
            "Allowed: " + allowed,
            request.path()));
  }

  static void redirect(HttpServerRequest request, String to) {
    request.response().setStatusCode(302).putHeader("Location", to).end();
  }

  static void text(HttpServerRequest request, String contentType, String body) {
    request
        .response()
        .putHeader("Content-Type", contentType)
        .putHeader("Cache-Control", "no-cache")
        .putHeader("X-Content-Type-Options", "nosniff")
        .putHeader(
            "Content-Security-Policy",
            "default-src 'none'; style-src 'unsafe-inline'; img-src data:; frame-ancestors 'none';"
                + " base-uri 'none'")
        .end(body);
  }

  private static void problem(HttpServerRequest request, int status, String body) {
    request
        .response()
        .setStatusCode(status)
        .putHeader("Content-Type", "application/problem+json")
        .end(body);
  }

  private static String problemBody(
      String type, String title, int status, String detail, @Nullable String path) {
    ObjectNode problem = JSON.createObjectNode();
    problem.put("type", "urn:crowdline:problem:" + type);
    problem.put("title", title);
    problem.put("status", status);
    problem.put("detail", detail);
    problem.put("instance", path);
    return problem.toString();
  }
}
