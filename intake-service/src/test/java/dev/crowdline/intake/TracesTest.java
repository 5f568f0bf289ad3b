package dev.crowdline.intake;

import static dev.crowdline.intake.testing.Calls.admin;
import static dev.crowdline.intake.testing.Calls.ask;
import static dev.crowdline.intake.testing.Calls.fresh;
import static dev.crowdline.intake.testing.Calls.integrator;
import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.crowdline.contracts.Envelope;
import dev.crowdline.contracts.Tier;
import dev.crowdline.contracts.Topic;
import dev.crowdline.contracts.routing.AssignmentCompleted;
import dev.crowdline.intake.testing.Calls.Asked;
import dev.crowdline.intake.testing.Routing;
import dev.crowdline.intake.testing.Wire;
import dev.crowdline.support.running.Ids;
import dev.crowdline.support.testing.Parts;
import io.opentelemetry.api.OpenTelemetry;
import io.opentelemetry.api.trace.SpanId;
import io.opentelemetry.api.trace.SpanKind;
import io.opentelemetry.sdk.OpenTelemetrySdk;
import io.opentelemetry.sdk.testing.exporter.InMemorySpanExporter;
import io.opentelemetry.sdk.trace.data.SpanData;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.RestAssured;
import io.restassured.http.ContentType;
import io.restassured.response.Response;
import jakarta.enterprise.inject.Produces;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** One request is one trace, from the call to the facts that follow from it. */
@QuarkusTest
@QuarkusTestResource(Parts.class)
@Tag("service")
class TracesTest {
  private static final String CALLER = "00f067aa0ba902b7";

  @Inject OpenTelemetry telemetry;
  @Inject InMemorySpanExporter recorded;
  @Inject Wire wire;

  private final String trace = freshTrace();
  private final String community = fresh("traces");

  /** Where the spans of the service under test go. */
  static class Recording {
    @Produces
    @Singleton
    InMemorySpanExporter recorded() {
      return InMemorySpanExporter.create();
    }
  }

  private static String freshTrace() {
    byte[] id = new byte[16];
    ThreadLocalRandom.current().nextBytes(id);
    id[0] |= 1;
    return HexFormat.of().formatHex(id);
  }

  @BeforeEach
  void aCommunity() {
    admin()
        .body(Map.of("id", community, "name", "Acme", "pace", "DEMO"))
        .post("/v1/communities")
        .then()
        .statusCode(201);
  }

  private Response post(String traceparent) {
    Response posted =
        integrator(community)
            .header("traceparent", traceparent)
            .body(Map.of("text", "Where is my order?"))
            .post("/v1/requests");
    posted.then().statusCode(201);
    return posted;
  }

  /** The context that the facts about a request stand on the topic with, once there are so many. */
  private List<String> traceparents(UUID request, int count) {
    return await()
        .until(
            () ->
                wire.records(Topic.REQUESTS).stream()
                    .filter(record -> request.toString().equals(record.key()))
                    .map(record -> record.headers().lastHeader(Envelope.TRACEPARENT))
                    .map(header -> header == null ? "" : text(header.value()))
                    .toList(),
            found -> found.size() >= count);
  }

  private static String text(byte[] value) {
    return new String(value, StandardCharsets.UTF_8);
  }

  private List<SpanData> spans() {
    ((OpenTelemetrySdk) telemetry).getSdkTracerProvider().forceFlush().join(10, TimeUnit.SECONDS);
    return recorded.getFinishedSpanItems().stream()
        .filter(span -> span.getTraceId().equals(trace))
        .toList();
  }

  private SpanData span(SpanKind kind, String parent) {
    return await(kind + " below " + parent)
        .until(
            () ->
                spans().stream()
                    .filter(s -> s.getKind() == kind && s.getParentSpanId().equals(parent))
                    .findFirst()
                    .orElse(null),
            found -> found != null);
  }

  @Test
  @DisplayName("a sampled call, the sending of its fact and the fact itself are one trace")
  void aSampledCallIsRecorded() {
    Response posted = post("00-" + trace + "-" + CALLER + "-01");

    SpanData call = span(SpanKind.SERVER, CALLER);
    assertThat(call.getName()).isEqualTo("POST /v1/requests");
    assertThat(call.getResource().getAttributes().asMap().values()).contains("crowdline-intake");
    assertThat(posted.header("traceparent"))
        .isEqualTo("00-" + trace + "-" + call.getSpanId() + "-01");
    SpanData sending = span(SpanKind.PRODUCER, call.getSpanId());
    assertThat(traceparents(UUID.fromString(posted.path("id")), 1))
        .containsExactly("00-" + trace + "-" + sending.getSpanId() + "-01");
  }

  @Test
  @DisplayName("what follows from a sampled fact stays in its trace")
  void whatFollowsFromASampledFactIsRecorded() {
    Asked asked = ask(community, "Where is my order?");
    Routing routing = new Routing(wire, asked).queued(1).accepted(1);
    await().until(() -> asked.status().equals("IN_WORK"));
    wire.sayWithin(
        "00-" + trace + "-" + CALLER + "-01",
        community,
        asked.id(),
        new AssignmentCompleted(
            routing.assignment(),
            routing.member,
            "Ada",
            Tier.COMMUNITY,
            1,
            100,
            Ids.next(),
            "It comes tomorrow",
            null,
            null));

    SpanData applying = span(SpanKind.CONSUMER, CALLER);
    SpanData sending = span(SpanKind.PRODUCER, applying.getSpanId());
    assertThat(traceparents(asked.id(), 5).getLast())
        .isEqualTo("00-" + trace + "-" + sending.getSpanId() + "-01");
  }

  @Test
  @DisplayName("a call that is not sampled has no span, and its trace goes on all the same")
  void aCallThatIsNotSampledOnlyGoesOn() {
    Response posted = post("00-" + trace + "-" + CALLER + "-00");
    assertThat(traceparents(UUID.fromString(posted.path("id")), 1))
        .singleElement()
        .asString()
        .matches("00-" + trace + "-[0-9a-f]{16}-00");
    assertThat(spans()).isEmpty();
  }

  @Test
  @DisplayName("where no trace comes in, or a malformed one, one begins")
  void aTraceBegins() {
    for (String given : List.of("", "00-" + trace + "-" + SpanId.getInvalid() + "-01", "<b>")) {
      Response posted = post(given);
      String told = posted.header("traceparent");
      assertThat(told).matches("00-[0-9a-f]{32}-[0-9a-f]{16}-00").doesNotContain(trace);
      assertThat(traceparents(UUID.fromString(posted.path("id")), 1)).containsExactly(told);
    }
    assertThat(spans()).isEmpty();
  }

  @Test
  @DisplayName("what is refused at the door is not heard of")
  void whatIsRefusedIsNoSpan() throws IOException, InterruptedException {
    String sampled = "00-" + trace + "-" + CALLER + "-01";
    URI inTwoWays = URI.create("http://127.0.0.1:" + RestAssured.port + "/v1//requests");
    HttpRequest refused =
        HttpRequest.newBuilder(inTwoWays)
            .version(HttpClient.Version.HTTP_1_1)
            .header("traceparent", sampled)
            .build();
    try (HttpClient client = HttpClient.newHttpClient()) {
      assertThat(client.send(refused, BodyHandlers.discarding()).statusCode()).isEqualTo(400);
    }
    given().header("traceparent", sampled).get("/v1/requests").then().statusCode(401);
    span(SpanKind.SERVER, CALLER);
    assertThat(spans()).extracting(SpanData::getName).containsExactly("GET /v1/requests");
  }

  @Test
  @DisplayName("neither the query nor a header nor the body of a call is in its span")
  void aSpanHasNoSecrets() {
    given()
        .header("traceparent", "00-" + trace + "-" + CALLER + "-01")
        .header("X-API-Key", "ck_secret")
        .contentType(ContentType.JSON)
        .body(Map.of("text", "secret"))
        .post("/v1/requests?q=secret")
        .then()
        .statusCode(401);
    SpanData call = span(SpanKind.SERVER, CALLER);
    assertThat(call.getAttributes().asMap().toString())
        .contains("url.path=/v1/requests", "url.query=REDACTED")
        .doesNotContain("secret");
  }
}
