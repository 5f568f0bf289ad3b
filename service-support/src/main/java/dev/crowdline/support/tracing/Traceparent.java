package dev.crowdline.support.tracing;

import io.opentelemetry.api.trace.Span;
import io.opentelemetry.api.trace.SpanContext;
import org.jspecify.annotations.Nullable;

/**
 * The platform's trace in the form in which facts and answers carry it. Source: W3C Trace Context,
 * section 3.2.
 */
public final class Traceparent {
  private Traceparent() {}

  /** Of what this thread does; null outside of any trace. */
  public static @Nullable String current() {
    SpanContext current = Span.current().getSpanContext();
    return current.isValid() ? of(current) : null;
  }

  static String of(SpanContext context) {
    return "00-"
        + context.getTraceId()
        + "-"
        + context.getSpanId()
        + "-"
        + context.getTraceFlags().asHex();
  }
}
