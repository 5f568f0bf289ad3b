package dev.crowdline.system;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.crowdline.contracts.Pace;
import dev.crowdline.system.FactLog.Said;
import dev.crowdline.system.SpanReceiver.Recorded;
import io.opentelemetry.proto.trace.v1.Span.SpanKind;
import java.time.Duration;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.ThreadLocalRandom;
import java.util.stream.Collectors;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** What an operator sees of a request who looks at its trace. */
@Tag("system")
class OneTrace {
  private static final String CALLER = "00f067aa0ba902b7";
  private static final Set<String> ALL_FOUR =
      Stack.SERVICES.stream().map(service -> "crowdline-" + service).collect(Collectors.toSet());

  private final Stack stack = Stack.running();
  private final FactLog facts = new FactLog(stack);

  @Test
  @DisplayName("a sampled request is one trace over HTTP, facts and all four services")
  void oneRequestIsOneTrace() {
    String quiet = freshTrace();
    String trace = freshTrace();
    try (SpanReceiver receiver = SpanReceiver.listening()) {
      Community mobile = Community.register(stack, "trace", Pace.DEMO);
      UUID unseen = post(mobile, "00-" + quiet + "-" + CALLER + "-00");
      UUID request = post(mobile, "00-" + trace + "-" + CALLER + "-01");

      List<Recorded> spans =
          await("spans of all four services")
              .atMost(Duration.ofSeconds(30))
              .until(() -> receiver.of(trace), OneTrace::isWhole);

      assertThat(spans)
          .filteredOn(span -> span.kind() == SpanKind.SPAN_KIND_SERVER)
          .singleElement()
          .satisfies(call -> {
            assertThat(call.service()).isEqualTo("crowdline-intake");
            assertThat(call.parent()).isEqualTo(CALLER);
          });
      assertThat(spans)
          .filteredOn(span -> span.kind() == SpanKind.SPAN_KIND_CONSUMER)
          .extracting(Recorded::service)
          .contains("crowdline-routing", "crowdline-sla", "crowdline-rewards");
      assertThat(traceOf(request, "intake.request-submitted")).isEqualTo(trace);
      assertThat(traceOf(request, "routing.route-queued")).isEqualTo(trace);

      assertThat(traceOf(unseen, "routing.route-queued"))
          .as("what nobody samples goes on all the same")
          .isEqualTo(quiet);
      assertThat(receiver.of(quiet)).isEmpty();
    }
  }

  /** All services are there, and every span stands below another or the caller's. */
  private static boolean isWhole(List<Recorded> spans) {
    Set<String> ids = spans.stream().map(Recorded::id).collect(Collectors.toSet());
    return spans.stream().map(Recorded::service).collect(Collectors.toSet()).equals(ALL_FOUR)
        && spans.stream()
            .allMatch(span -> span.parent().equals(CALLER) || ids.contains(span.parent()));
  }

  private static UUID post(Community community, String traceparent) {
    return UUID.fromString(
        community
            .program()
            .with("traceparent", traceparent)
            .post("/v1/requests", Map.of("text", "No signal in the tunnel"))
            .must(201)
            .path("id")
            .asText());
  }

  private String traceOf(UUID request, String type) {
    Said fact =
        await(type + " of " + request)
            .atMost(Duration.ofSeconds(10))
            .until(
                () ->
                    facts.about(request).stream()
                        .filter(said -> said.type().equals(type))
                        .findFirst()
                        .orElse(null),
                said -> said != null);
    return String.valueOf(fact.event().getExtension("traceparent")).substring(3, 35);
  }

  private static String freshTrace() {
    byte[] id = new byte[16];
    ThreadLocalRandom.current().nextBytes(id);
    id[0] |= 1;
    return HexFormat.of().formatHex(id);
  }
}
