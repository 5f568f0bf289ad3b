package dev.crowdline.system;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import io.opentelemetry.proto.collector.trace.v1.ExportTraceServiceRequest;
import io.opentelemetry.proto.collector.trace.v1.ExportTraceServiceResponse;
import io.opentelemetry.proto.trace.v1.ResourceSpans;
import io.opentelemetry.proto.trace.v1.ScopeSpans;
import io.opentelemetry.proto.trace.v1.Span;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetSocketAddress;
import java.net.URI;
import java.util.HexFormat;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;

/** Takes the spans that the running stack sends, by OTLP over HTTP, as a collector would. */
final class SpanReceiver implements AutoCloseable {
  private static final String WHERE = "OTEL_EXPORTER_OTLP_ENDPOINT";

  private final HttpServer server;
  private final List<Recorded> spans = new CopyOnWriteArrayList<>();

  /** A span as it arrived; ids in hexadecimal, the parent's empty where there is none. */
  record Recorded(String service, String trace, String id, String parent, Span.SpanKind kind) {}

  private SpanReceiver(URI address) {
    try {
      server = HttpServer.create(new InetSocketAddress(address.getHost(), address.getPort()), 0);
    } catch (IOException e) {
      throw new UncheckedIOException("cannot listen on " + address, e);
    }
    server.createContext("/v1/traces", this::take);
    server.start();
  }

  /** Listens where the stack was told to send to. */
  static SpanReceiver listening() {
    String address = System.getenv(WHERE);
    if (address == null) {
      throw new IllegalStateException(
          WHERE
              + " is not set. ./crowdline test system does; by hand, set it to http://127.0.0.1:PORT for"
              + " ./crowdline up and for the tests");
    }
    return new SpanReceiver(URI.create(address));
  }

  private void take(HttpExchange exchange) throws IOException {
    ExportTraceServiceRequest sent =
        ExportTraceServiceRequest.parseFrom(exchange.getRequestBody().readAllBytes());
    for (ResourceSpans resource : sent.getResourceSpansList()) {
      String service =
          resource.getResource().getAttributesList().stream()
              .filter(attribute -> attribute.getKey().equals("service.name"))
              .map(attribute -> attribute.getValue().getStringValue())
              .findFirst()
              .orElse("");
      for (ScopeSpans scope : resource.getScopeSpansList()) {
        scope.getSpansList().forEach(span -> spans.add(recorded(service, span)));
      }
    }
    byte[] answer = ExportTraceServiceResponse.getDefaultInstance().toByteArray();
    exchange.getResponseHeaders().set("Content-Type", "application/x-protobuf");
    exchange.sendResponseHeaders(200, answer.length == 0 ? -1 : answer.length);
    exchange.getResponseBody().write(answer);
    exchange.close();
  }

  private static Recorded recorded(String service, Span span) {
    HexFormat hex = HexFormat.of();
    return new Recorded(
        service,
        hex.formatHex(span.getTraceId().toByteArray()),
        hex.formatHex(span.getSpanId().toByteArray()),
        hex.formatHex(span.getParentSpanId().toByteArray()),
        span.getKind());
  }

  List<Recorded> of(String trace) {
    return spans.stream().filter(span -> span.trace().equals(trace)).toList();
  }

  @Override
  public void close() {
    server.stop(0);
  }
}
