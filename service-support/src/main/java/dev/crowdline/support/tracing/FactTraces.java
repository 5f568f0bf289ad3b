package dev.crowdline.support.tracing;

import io.opentelemetry.api.trace.Span;
import io.opentelemetry.api.trace.SpanKind;
import io.opentelemetry.api.trace.StatusCode;
import io.opentelemetry.api.trace.Tracer;
import io.opentelemetry.api.trace.propagation.W3CTraceContextPropagator;
import io.opentelemetry.context.Context;
import io.opentelemetry.context.propagation.TextMapGetter;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * Goes on with the trace of each fact. Facts are sent and applied in batches, each in the trace of
 * its own request: where that is sampled, the fact has a span in it, which lasts as long as the
 * batch; where it is not, nothing is recorded and the fact keeps the context that it came with.
 */
@ApplicationScoped
public class FactTraces {
  private final Tracer tracer;

  FactTraces(Tracer tracer) {
    this.tracer = tracer;
  }

  /** Sends a batch. */
  public <T extends @Nullable Object> T sending(Function<Spans, T> work) {
    return together(new Spans(SpanKind.PRODUCER, "send"), work);
  }

  /** Applies a batch. */
  public <T extends @Nullable Object> T applying(Function<Spans, T> work) {
    return together(new Spans(SpanKind.CONSUMER, "process"), work);
  }

  private static <T extends @Nullable Object> T together(Spans spans, Function<Spans, T> work) {
    try {
      return work.apply(spans);
    } catch (RuntimeException e) {
      spans.failed(e);
      throw e;
    } finally {
      spans.end();
    }
  }

  /** Those of one batch: they begin with their facts and end together. Of one thread. */
  public final class Spans {
    private final SpanKind kind;
    private final String operation;
    private final List<Span> begun = new ArrayList<>();

    private Spans(SpanKind kind, String operation) {
      this.kind = kind;
      this.operation = operation;
    }

    /**
     * Begins that of a fact, if its trace is sampled; what goes on from here carries the result.
     */
    public @Nullable String begin(
        String topic, String type, String id, @Nullable String traceparent) {
      Context from = read(traceparent);
      if (!Span.fromContext(from).getSpanContext().isSampled()) {
        return traceparent;
      }
      Span span =
          tracer
              .spanBuilder(operation + " " + topic)
              .setParent(from)
              .setSpanKind(kind)
              .setAttribute("messaging.system", "kafka")
              .setAttribute("messaging.destination.name", topic)
              .setAttribute("messaging.operation.type", operation)
              .setAttribute("cloudevents.event_id", id)
              .setAttribute("cloudevents.event_type", type)
              .startSpan();
      begun.add(span);
      return Traceparent.of(span.getSpanContext());
    }

    private void failed(RuntimeException e) {
      begun.forEach(span -> span.setStatus(StatusCode.ERROR).recordException(e));
    }

    private void end() {
      begun.forEach(Span::end);
    }
  }

  private static Context read(@Nullable String traceparent) {
    return traceparent == null
        ? Context.root()
        : W3CTraceContextPropagator.getInstance().extract(Context.root(), traceparent, ITSELF);
  }

  /** A fact has one header of a trace, and no {@code tracestate}. */
  private static final TextMapGetter<String> ITSELF =
      new TextMapGetter<>() {
        @Override
        public Iterable<String> keys(String traceparent) {
          return W3CTraceContextPropagator.getInstance().fields();
        }

        @Override
        public @Nullable String get(@Nullable String traceparent, String name) {
          return name.equals("traceparent") ? traceparent : null;
        }
      };
}
