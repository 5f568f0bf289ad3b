package dev.crowdline.support.problems;

import dev.crowdline.edge.RequestRules;
import io.quarkus.vertx.VertxOptionsCustomizer;
import io.vertx.core.Context;
import io.vertx.core.VertxOptions;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.http.impl.HttpServerConnection;
import io.vertx.core.spi.tracing.SpanKind;
import io.vertx.core.spi.tracing.TagExtractor;
import io.vertx.core.spi.tracing.VertxTracer;
import io.vertx.core.tracing.TracingOptions;
import io.vertx.core.tracing.TracingPolicy;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Refuses with a problem what the HTTP parser cannot read (400, 414, 431) and what can be read in
 * two ways, as the gateway does. The framework owns the server, refuses some of this itself without
 * a word, and mends the rest before any filter sees it; the only one who hears of a request before
 * the framework is a tracer, so this is one that traces nothing.
 */
@ApplicationScoped
public class Door implements VertxOptionsCustomizer {

  // Its replacement builds the instance of Vert.x, which is the framework's to build.
  @SuppressWarnings("deprecation")
  @Override
  public void accept(VertxOptions options) {
    options.setTracingOptions(new TracingOptions().setFactory(ignored -> new Listener()));
  }

  private static final class Listener implements VertxTracer<Object, Object> {
    @Override
    public <R> @Nullable Object receiveRequest(
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
        } else {
          // The connection ends with the answer, so its own handler is not missed.
          RequestRules.refusal(begun)
              .ifPresent(refusal ->
                  connection.handler(refused -> refusal.answerAndClose(context.owner(), refused)));
        }
      }
      return null;
    }
  }
}
