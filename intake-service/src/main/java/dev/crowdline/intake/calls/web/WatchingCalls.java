package dev.crowdline.intake.calls.web;

import dev.crowdline.intake.calls.RememberingCalls;
import dev.crowdline.intake.calls.domain.ApiCall;
import dev.crowdline.intake.calls.domain.ApiCall.Integration;
import dev.crowdline.support.problems.Problem;
import dev.crowdline.support.problems.ProblemType;
import dev.crowdline.support.running.Ids;
import dev.crowdline.support.security.ApiKeyMechanism;
import dev.crowdline.support.security.Caller;
import dev.crowdline.support.security.CurrentCaller;
import io.opentelemetry.api.trace.Span;
import io.opentelemetry.api.trace.SpanContext;
import io.quarkus.vertx.http.runtime.CurrentVertxRequest;
import io.quarkus.vertx.http.runtime.filters.Filters;
import io.quarkus.vertx.http.runtime.security.QuarkusHttpUser;
import io.vertx.ext.web.RoutingContext;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import jakarta.ws.rs.container.ContainerResponseContext;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Objects;
import java.util.function.Consumer;
import java.util.stream.Stream;
import org.jboss.logging.Logger;
import org.jboss.resteasy.reactive.server.ServerResponseFilter;
import org.jspecify.annotations.Nullable;

/**
 * Sees every call to the end of its answer, those too that no endpoint ever had, and remembers
 * those of integrations. What is refused before it is known who calls, as a body that is too large,
 * is nobody's.
 */
@ApplicationScoped
public class WatchingCalls {
  private static final Logger LOG = Logger.getLogger(WatchingCalls.class);

  /** Before bodies are read: what a caller waits for begins there. */
  private static final int BEFORE_BODIES = 2_000;

  private static final String TITLE = "crowdline.problem";

  private final RememberingCalls remembering;
  private final CurrentVertxRequest current;
  private final InstantSource clock;

  WatchingCalls(RememberingCalls remembering, CurrentVertxRequest current, InstantSource clock) {
    this.remembering = remembering;
    this.current = current;
    this.clock = clock;
  }

  void stand(@Observes Filters filters) {
    filters.register(this::watch, BEFORE_BODIES);
  }

  private void watch(RoutingContext call) {
    if (concernsAnIntegration(call)) {
      Instant at = clock.instant();
      long begun = System.nanoTime();
      SpanContext trace = Span.current().getSpanContext();
      call.addEndHandler(ended -> {
        Duration took = Duration.ofNanos(System.nanoTime() - begun);
        // Whose connection broke before there was an answer knows of no status.
        if (ended.succeeded() || call.response().headWritten()) {
          ifIntegration(call, caller -> remembering.remember(seen(call, caller, at, took, trace)));
        }
      });
    }
    call.next();
  }

  /** Who looks at the calls would otherwise push them out by looking. */
  private static boolean concernsAnIntegration(RoutingContext call) {
    String path = call.request().path();
    return path != null
        && path.startsWith("/v1/")
        && !path.equals(ApiCallResource.PATH)
        && (call.request().headers().contains(ApiKeyMechanism.KEY_HEADER)
            || call.request().headers().contains("Authorization"));
  }

  /** Asks who called, if nobody asked before; where that fails it was nobody. */
  private static void ifIntegration(RoutingContext call, Consumer<Caller> then) {
    QuarkusHttpUser.getSecurityIdentity(call, null)
        .subscribe()
        .with(
            identity -> {
              if (identity != null && !identity.isAnonymous()) {
                Caller caller = CurrentCaller.of(identity);
                if (Integrations.calls(caller)) {
                  then.accept(caller);
                }
              }
            },
            failure -> LOG.debugf("not remembered: %s", failure.getMessage()));
  }

  private static ApiCall seen(
      RoutingContext call, Caller caller, Instant at, Duration took, SpanContext trace) {
    int status = call.response().getStatusCode();
    return new ApiCall(
        Ids.next(),
        new Integration(caller.community(), Integrations.of(caller)),
        at,
        caller.name(),
        call.request().method().name(),
        Objects.requireNonNullElse(call.request().path(), ""),
        status,
        took,
        status < 400 ? null : title(call, status),
        trace.isValid() ? trace.getTraceId() : null);
  }

  /** What no endpoint refused is of the first kind with that status. */
  private static @Nullable String title(RoutingContext call, int status) {
    String said = call.get(TITLE);
    return said != null
        ? said
        : Stream.of(ProblemType.values())
            .filter(type -> type.status() == status)
            .map(ProblemType::title)
            .findFirst()
            .orElse(null);
  }

  @ServerResponseFilter
  public void hear(ContainerResponseContext response) {
    RoutingContext call = current.getCurrent();
    if (call != null && response.getEntity() instanceof Problem.Body problem) {
      call.put(TITLE, problem.title());
    }
  }
}
