package dev.crowdline.local.gateway;

import dev.crowdline.edge.Reason;
import dev.crowdline.edge.Refusal;
import io.vertx.core.http.HttpHeaders;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.http.HttpServerResponse;

/** What the gateway says itself; problems look like those of the services. */
final class Answers {
  static final String RETRY_AFTER_SECONDS = "2";

  private Answers() {}

  static void unavailable(HttpServerRequest request, String service) {
    request.response().putHeader("Retry-After", RETRY_AFTER_SECONDS);
    // A page comes by itself once it can, and with it what its tab has still to send.
    if (isPage(request)) {
      request.response().putHeader("Refresh", RETRY_AFTER_SECONDS);
    }
    new Refusal(
            Reason.UNAVAILABLE,
            "The " + service + " service does not answer just now; try again in a moment.")
        .answer(request);
  }

  private static boolean isPage(HttpServerRequest request) {
    String accepted = request.getHeader(HttpHeaders.ACCEPT);
    return request.method().equals(HttpMethod.GET)
        && accepted != null
        && accepted.contains("text/html");
  }

  static void notFound(HttpServerRequest request) {
    new Refusal(Reason.NOT_FOUND, "No service has an address that begins like this.")
        .answer(request);
  }

  static void methodNotAllowed(HttpServerRequest request, String allowed) {
    request.response().putHeader("Allow", allowed);
    new Refusal(Reason.METHOD_NOT_ALLOWED, "Allowed: " + allowed).answer(request);
  }

  static void redirect(HttpServerRequest request, String to) {
    secure(request.response()).setStatusCode(302).putHeader("Location", to).end();
  }

  static void text(HttpServerRequest request, String contentType, String body) {
    secure(request.response())
        .putHeader("Content-Type", contentType)
        .putHeader("Cache-Control", "no-cache")
        .putHeader(
            "Content-Security-Policy",
            "default-src 'self'; img-src 'self' data:; object-src 'none'; base-uri 'none';"
                + " form-action 'self'; frame-ancestors 'none'")
        .end(body);
  }

  /** What goes with everything that the gateway says itself; services say it themselves. */
  static HttpServerResponse secure(HttpServerResponse response) {
    return response
        .putHeader("X-Content-Type-Options", "nosniff")
        .putHeader("Referrer-Policy", "same-origin")
        .putHeader("Cross-Origin-Opener-Policy", "same-origin")
        .putHeader("Permissions-Policy", Refusal.PERMISSIONS_POLICY);
  }
}
