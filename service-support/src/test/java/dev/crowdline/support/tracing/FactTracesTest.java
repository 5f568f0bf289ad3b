package dev.crowdline.support.tracing;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.opentelemetry.api.trace.SpanKind;
import io.opentelemetry.api.trace.StatusCode;
import io.opentelemetry.context.Scope;
import io.opentelemetry.sdk.testing.exporter.InMemorySpanExporter;
import io.opentelemetry.sdk.trace.SdkTracerProvider;
import io.opentelemetry.sdk.trace.data.SpanData;
import io.opentelemetry.sdk.trace.export.SimpleSpanProcessor;
import io.opentelemetry.sdk.trace.samplers.Sampler;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.NullSource;
import org.junit.jupiter.params.provider.ValueSource;

class FactTracesTest {
  private static final String TRACE = "0af7651916cd43dd8448eb211c80319c";
  private static final String PARENT = "b7ad6b7169203331";
  private static final String SAMPLED = "00-" + TRACE + "-" + PARENT + "-01";

  private final InMemorySpanExporter recorded = InMemorySpanExporter.create();
  private final SdkTracerProvider provider =
      SdkTracerProvider.builder()
          .setSampler(Sampler.parentBased(Sampler.alwaysOff()))
          .addSpanProcessor(SimpleSpanProcessor.create(recorded))
          .build();
  private final FactTraces traces = new FactTraces(provider.get("test"));

  @AfterEach
  void close() {
    provider.close();
  }

  private static String begin(FactTraces.Spans spans, String traceparent) {
    return spans.begin(
        "requests.v1", "dev.crowdline.intake.request-submitted.v1", "1", traceparent);
  }

  @Test
  void aSampledFactHasASpanInItsTraceThatGoesOn() {
    String goesOn = traces.sending(spans -> begin(spans, SAMPLED));

    SpanData span = recorded.getFinishedSpanItems().getFirst();
    assertThat(span.getTraceId()).isEqualTo(TRACE);
    assertThat(span.getParentSpanId()).isEqualTo(PARENT);
    assertThat(span.getKind()).isEqualTo(SpanKind.PRODUCER);
    assertThat(span.getName()).isEqualTo("send requests.v1");
    assertThat(goesOn).isEqualTo("00-" + TRACE + "-" + span.getSpanId() + "-01");
  }

  @Test
  void theFactsOfABatchStayInTheirTraces() {
    String other = SAMPLED.replace(TRACE, "1".repeat(32));
    traces.applying(spans -> begin(spans, SAMPLED) + begin(spans, other));
    assertThat(recorded.getFinishedSpanItems())
        .extracting(SpanData::getTraceId)
        .containsExactly(TRACE, "1".repeat(32));
  }

  @ParameterizedTest
  @NullSource
  @ValueSource(
      strings = {
        "00-" + TRACE + "-" + PARENT + "-00",
        "00-00000000000000000000000000000000-b7ad6b7169203331-01",
        "",
        "<script>"
      })
  void whatIsNotSampledIsNotRecordedAndGoesOnAsItCame(String traceparent) {
    String goesOn = traces.applying(spans -> begin(spans, traceparent));
    assertThat(goesOn).isEqualTo(traceparent);
    assertThat(recorded.getFinishedSpanItems()).isEmpty();
  }

  @Test
  void aBatchThatFailsSaysSoInEachTrace() {
    assertThatThrownBy(() ->
            traces.applying(spans -> {
              begin(spans, SAMPLED);
              throw new IllegalStateException("no broker");
            }))
        .hasMessage("no broker");
    SpanData span = recorded.getFinishedSpanItems().getFirst();
    assertThat(span.getStatus().getStatusCode()).isEqualTo(StatusCode.ERROR);
    assertThat(span.getEvents()).hasSize(1);
  }

  @Test
  void whatAThreadDoesHasTheTraceOfItsSpan() {
    assertThat(Traceparent.current()).isNull();
    var span = provider.get("test").spanBuilder("call").startSpan();
    try (Scope entered = span.makeCurrent()) {
      assertThat(Traceparent.current())
          .isEqualTo(
              "00-%s-%s-00"
                  .formatted(
                      span.getSpanContext().getTraceId(), span.getSpanContext().getSpanId()));
    }
    assertThat(Traceparent.current()).isNull();
  }
}
