package dev.crowdline.support.problems;

import io.quarkus.vertx.http.runtime.filters.Filters;
import io.vertx.ext.web.RoutingContext;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;

/**
 * Refuses a body that announces itself as too large with a problem; the server cuts off the others.
 */
@ApplicationScoped
public class BodyLimit {
  /** What {@code quarkus.http.limits.max-body-size} says, too. */
  static final long LIMIT_BYTES = 256 * 1024;

  void register(@Observes Filters filters) {
    filters.register(BodyLimit::check, 300);
  }

  private static void check(RoutingContext context) {
    String length = context.request().getHeader("Content-Length");
    if (length != null && isTooLarge(length)) {
      Problem problem =
          Problem.of(
              ProblemType.TOO_LARGE,
              "the body is " + length + " bytes; the limit is " + LIMIT_BYTES);
      context.response().putHeader("Connection", "close");
      EarlyAnswer.refuse(context, problem);
    } else {
      context.next();
    }
  }

  private static boolean isTooLarge(String length) {
    try {
      return Long.parseLong(length) > LIMIT_BYTES;
    } catch (NumberFormatException e) {
      return false;
    }
  }
}
