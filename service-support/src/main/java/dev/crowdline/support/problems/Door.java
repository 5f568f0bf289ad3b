package dev.crowdline.support.problems;

import dev.crowdline.edge.Refusal;
import dev.crowdline.edge.RequestRules;
import io.quarkus.vertx.VertxOptionsCustomizer;
import io.vertx.core.Context;
import io.vertx.core.VertxOptions;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.http.impl.HttpServerConnection;
import io.vertx.core.spi.VertxTracerFactory;
import io.vertx.core.spi.tracing.SpanKind;
import io.vertx.core.spi.tracing.TagExtractor;
import io.vertx.core.spi.tracing.VertxTracer;
import io.vertx.core.tracing.TracingOptions;
import io.vertx.core.tracing.TracingPolicy;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.Map;
import java.util.Optional;
import java.util.function.BiConsumer;
import org.jspecify.annotations.Nullable;

/**
 * Refuses with a problem what the HTTP parser cannot read (400, 414, 431) and what can be read in
 * two ways, as the gateway does. The framework owns the server, refuses some of this itself without
 * a word, and mends the rest before any filter sees it; the only one who hears of a request before
 * the framework is a tracer, so this one stands before the platform's, which does not hear of what
 * is refused.
 */
@ApplicationScoped
public class Door implements VertxOptionsCustomizer {

  // Its replacement builds the instance of Vert.x, which is the framework's to build.
  @SuppressWarnings("deprecation")
  @Override
  public void accept(VertxOptions options) {
    TracingOptions tracing = options.getTracingOptions();
    VertxTracerFactory platform =
        tracing == null || tracing.getFactory() == null
            ? VertxTracerFactory.NOOP
            : tracing.getFactory();
    options.setTracingOptions(
        new TracingOptions()
            .setFactory(given -> {
              VertxTracer<?, ?> tracer = platform.tracer(given);
              return new Listener<>(tracer);
            }));
  }

  private record Listener<I, O>(VertxTracer<I, O> platform) implements VertxTracer<I, O> {
    @Override
    public <R> @Nullable I receiveRequest(
        Context context,
        SpanKind kind,
        TracingPolicy policy,
        R request,
        String operation,
        Iterable<Map.Entry<String, String>> headers,
        TagExtractor<R> tags) {
      if (request instanceof HttpServerRequest begun
          && begun.connection() instanceof HttpServerConnection connection) {
        if (begun.decoderResult().isFailure()) {
          connection.invalidRequestHandler(
              refused -> RequestRules.unparsed(refused).answerAndClose(context.owner(), refused));
          return null;
        }
        Optional<Refusal> refusal = RequestRules.refusal(begun);
        if (refusal.isPresent()) {
          // The connection ends with the answer, so its own handler is not missed.
          connection.handler(refused -> refusal.get().answerAndClose(context.owner(), refused));
          return null;
        }
      }
      return platform.receiveRequest(context, kind, policy, request, operation, headers, tags);
    }

    @Override
    public <R> void sendResponse(
        Context context,
        R response,
        @Nullable I received,
        @Nullable Throwable failure,
        TagExtractor<R> tags) {
      if (received != null) {
        platform.sendResponse(context, response, received, failure, tags);
      }
    }

    @Override
    public <R> @Nullable O sendRequest(
        Context context,
        SpanKind kind,
        TracingPolicy policy,
        R request,
        String operation,
        BiConsumer<String, String> headers,
        TagExtractor<R> tags) {
      return platform.sendRequest(context, kind, policy, request, operation, headers, tags);
    }

    @Override
    public <R> void receiveResponse(
        Context context,
        R response,
        @Nullable O sent,
        @Nullable Throwable failure,
        TagExtractor<R> tags) {
      if (sent != null) {
        platform.receiveResponse(context, response, sent, failure, tags);
      }
    }
  }
}
