package dev.crowdline.intake.widgets.web;

import dev.crowdline.intake.widgets.EmbeddingWidgets;
import dev.crowdline.intake.widgets.domain.Origin;
import dev.crowdline.support.problems.EarlyAnswer;
import dev.crowdline.support.problems.Problem;
import dev.crowdline.support.problems.ProblemType;
import io.quarkus.vertx.http.runtime.filters.Filters;
import io.vertx.core.Vertx;
import io.vertx.core.http.HttpMethod;
import io.vertx.ext.web.RoutingContext;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.jspecify.annotations.Nullable;

/**
 * Who calls a form, a help centre or a conversation from a page of another origin must be allowed
 * by the community that it calls. Those are answered so that their page may read it (CORS); others
 * are refused here too, and not by their browser alone. Calls without an origin are of programs and
 * of our own pages.
 */
@ApplicationScoped
public class AdmittingOrigins {
  private static final int AFTER_BODIES = 900;
  private static final Pattern FORM = Pattern.compile("/v1/(?:forms|knowledge)/([^/]+)(/.*)?");
  private static final Pattern CONVERSATION = Pattern.compile("/v1/conversations/.+");
  private static final String LINK = "X-Customer-Link";

  /** So long a browser need not ask again; the calls themselves are judged each time. */
  private static final String PREFLIGHT_SECONDS = "600";

  private final Vertx vertx;
  private final EmbeddingWidgets embedding;
  private final String ours;

  AdmittingOrigins(
      Vertx vertx,
      EmbeddingWidgets embedding,
      @ConfigProperty(name = "crowdline.public-url") String publicUrl) {
    this.vertx = vertx;
    this.embedding = embedding;
    this.ours = publicUrl.replaceAll("(?<=[^:/])/.*$", "");
  }

  void stand(@Observes Filters filters) {
    filters.register(this::admit, AFTER_BODIES);
  }

  private void admit(RoutingContext call) {
    String path = String.valueOf(call.request().path());
    Matcher form = FORM.matcher(path);
    boolean asks = form.matches();
    if (!asks && !CONVERSATION.matcher(path).matches()) {
      call.next();
      return;
    }
    call.response().headers().add("Vary", "Origin");
    String origin = call.request().getHeader("Origin");
    if (origin == null || isOurs(call, origin)) {
      call.next();
      return;
    }
    String community = asks ? form.group(1) : claimed(call.request().getHeader(LINK));
    Optional<Origin> from = Origin.of(origin);
    vertx
        .executeBlocking(() -> from.isPresent() && embedding.mayCall(community, from.get()), false)
        .onFailure(call::fail)
        .onSuccess(may -> {
          if (may) {
            allow(call, origin);
          } else {
            refuse(call);
          }
        });
  }

  /** By the address that is known, or by the one that was called. */
  private boolean isOurs(RoutingContext call, String origin) {
    return origin.equals(ours)
        || origin.replaceFirst("^https?://", "").equals(call.request().getHeader("Host"));
  }

  private static void allow(RoutingContext call, String origin) {
    call.response()
        .putHeader("Access-Control-Allow-Origin", origin)
        .putHeader("Access-Control-Expose-Headers", "Retry-After");
    if (call.request().method().equals(HttpMethod.OPTIONS)) {
      call.response()
          .putHeader("Access-Control-Allow-Methods", "GET, POST")
          .putHeader("Access-Control-Allow-Headers", "Content-Type, Idempotency-Key, " + LINK)
          .putHeader("Access-Control-Max-Age", PREFLIGHT_SECONDS)
          .setStatusCode(204)
          .end();
    } else {
      call.next();
    }
  }

  private static void refuse(RoutingContext call) {
    EarlyAnswer.refuse(
        call,
        Problem.field(
            ProblemType.ORIGIN_NOT_ALLOWED,
            "Origin",
            "is not among the origins that the community allows; an operator adds it to those of its"
                + " widget"));
  }

  /** What a link says whose it is; whether it is genuine is judged by who answers the call. */
  private static @Nullable String claimed(@Nullable String link) {
    if (link == null) {
      return null;
    }
    try {
      String payload =
          new String(
              Base64.getUrlDecoder().decode(link.split("\\.", 2)[0]), StandardCharsets.UTF_8);
      String[] parts = payload.split("\\|", 4);
      return parts.length == 4 ? parts[1] : null;
    } catch (IllegalArgumentException e) {
      return null;
    }
  }
}
