package dev.crowdline.routing.waits.web;

import io.quarkus.vertx.http.runtime.filters.Filters;
import io.vertx.core.http.HttpMethod;
import io.vertx.ext.web.RoutingContext;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import java.util.regex.Pattern;

/**
 * Lets pages of any origin read how long one waits (CORS): a widget asks for it on the community's
 * own site. Whoever holds the request's link may read it anyway, and no browser sends a link by
 * itself, so no origin is worth more than another here.
 */
@ApplicationScoped
public class ShowingWaits {
  private static final int AFTER_BODIES = 900;
  private static final Pattern WAIT = Pattern.compile("/v1/routes/[^/]+/wait");
  private static final String LINK = "X-Customer-Link";
  private static final String PREFLIGHT_SECONDS = "600";

  void stand(@Observes Filters filters) {
    filters.register(ShowingWaits::show, AFTER_BODIES);
  }

  private static void show(RoutingContext call) {
    if (!WAIT.matcher(String.valueOf(call.request().path())).matches()
        || call.request().getHeader("Origin") == null) {
      call.next();
      return;
    }
    call.response().putHeader("Access-Control-Allow-Origin", "*");
    if (call.request().method().equals(HttpMethod.OPTIONS)) {
      call.response()
          .putHeader("Access-Control-Allow-Methods", "GET")
          .putHeader("Access-Control-Allow-Headers", LINK)
          .putHeader("Access-Control-Max-Age", PREFLIGHT_SECONDS)
          .setStatusCode(204)
          .end();
    } else {
      call.next();
    }
  }
}
