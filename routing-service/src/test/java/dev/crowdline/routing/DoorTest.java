package dev.crowdline.routing;

import static org.assertj.core.api.Assertions.assertThat;

import dev.crowdline.edge.testing.Nonsense;
import dev.crowdline.edge.testing.RawHttp;
import dev.crowdline.support.testing.Management;
import dev.crowdline.support.testing.Parts;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.RestAssured;
import java.time.Duration;
import java.util.stream.Stream;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;

/** What every service does with a request before it looks at where it goes. */
@QuarkusTest
@QuarkusTestResource(Parts.class)
@Tag("service")
class DoorTest {
  @TestFactory
  @DisplayName("what can be read in two ways is refused with a problem before any matching (P11)")
  Stream<DynamicTest> refusesNonsense() {
    return Nonsense.about("/v1/skills").entrySet().stream()
        .map(each ->
            DynamicTest.dynamicTest(
                each.getKey().length() > 80 ? each.getKey().substring(0, 80) : each.getKey(),
                () -> {
                  RawHttp.Answer answer =
                      RawHttp.exchange(RestAssured.port, each.getValue().request());
                  assertThat(answer.status())
                      .as(answer.toString())
                      .isEqualTo(each.getValue().status());
                  assertThat(answer.isProblem()).as(answer.toString()).isTrue();
                  assertThat(answer.headers())
                      .containsEntry("x-content-type-options", "nosniff")
                      .doesNotContainKey("access-control-allow-origin");
                }));
  }

  @Test
  @DisplayName("metrics, health and OpenAPI are on the management port and nowhere else")
  void managementIsAPortOfItsOwn() {
    for (String path : new String[] {"/q/metrics", "/q/health/ready", "/q/openapi"}) {
      RestAssured.get(path).then().statusCode(404);
      assertThat(Management.get(path)).as(path).isNotBlank();
    }
  }

  @Test
  @DisplayName("a chunked body that fits is read as any other, and Upgrade loses none")
  void aChunkedBodyIsTaken() {
    for (String headers : new String[] {"", "Connection: Upgrade\nUpgrade: websocket\n"}) {
      RawHttp.Answer answer =
          RawHttp.exchange(
              RestAssured.port,
              "POST /v1/stream/tickets HTTP/1.1\nHost: HOST\nContent-Type: application/json\n"
                  + headers
                  + "Transfer-Encoding: chunked\n\n2\n{}\n0\n\n");
      assertThat(answer.status()).as(answer.toString()).isEqualTo(401);
    }
  }

  @Test
  @DisplayName("a body that never ends holds its connection for a while only")
  void anEndlessBodyIsCutOff() {
    try (RawHttp endless = RawHttp.to(RestAssured.port)) {
      endless.send("POST /v1/skills HTTP/1.1\nHost: HOST\nTransfer-Encoding: chunked\n\n2\n{}\n");
      RawHttp.Answer answer = endless.answer(Duration.ofSeconds(20));
      assertThat(answer.status()).isEqualTo(408);
      assertThat(answer.isProblem()).isTrue();
    }
  }

  @Test
  @DisplayName("paths and methods that callers make up do not become tags of metrics")
  void madeUpPathsAreNoTags() {
    for (int i = 0; i < 120; i++) {
      RawHttp.exchange(RestAssured.port, "GET /made-up-" + i + "/%61 HTTP/1.1\nHost: HOST\n\n");
      RestAssured.delete("/v1/stream/tickets/made-up-" + i);
      RestAssured.patch("/v1/skills");
      RestAssured.delete("/v1/skills/made-up-" + i);
      RestAssured.put("/v1/members/made-up-" + i);
      RawHttp.exchange(RestAssured.port, "MADEUP" + i + " /v1/skills HTTP/1.1\nHost: HOST\n\n");
    }
    assertThat(Management.get("/q/metrics")).doesNotContain("made-up").doesNotContain("MADEUP");
  }
}
