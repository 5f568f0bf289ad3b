package dev.crowdline.intake.calls;

import static dev.crowdline.intake.testing.Calls.admin;
import static dev.crowdline.intake.testing.Calls.as;
import static dev.crowdline.intake.testing.Calls.fresh;
import static dev.crowdline.intake.testing.Calls.integrator;
import static dev.crowdline.intake.testing.Calls.operator;
import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.hamcrest.Matchers.equalTo;

import dev.crowdline.intake.calls.domain.ApiCall;
import dev.crowdline.intake.calls.domain.ApiCall.Integration;
import dev.crowdline.support.database.Database;
import dev.crowdline.support.testing.Parts;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.http.ContentType;
import io.restassured.specification.RequestSpecification;
import jakarta.inject.Inject;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.stream.IntStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** What an integration sees of its last calls. */
@QuarkusTest
@QuarkusTestResource(Parts.class)
@Tag("service")
class ApiCallsTest {
  private static final String TRACE = "4bf92f3577b34da6a3ce929d0e0e4736";

  @Inject Database database;
  @Inject RememberingCalls remembering;

  private final String community = fresh("calls");
  private String key = "";

  @BeforeEach
  void aProgramHasAKey() {
    register(community);
    key = newKey("billing", "default");
  }

  private static void register(String community) {
    admin()
        .body(Map.of("id", community, "name", "Acme", "pace", "DEMO"))
        .post("/v1/communities")
        .then()
        .statusCode(201);
  }

  private String newKey(String name, String integration) {
    return operator(community)
        .body(
            Map.of(
                "name",
                name,
                "integration",
                integration,
                "permissions",
                List.of("requests:write", "requests:read")))
        .post("/v1/communities/" + community + "/api-keys")
        .then()
        .statusCode(201)
        .extract()
        .path("key");
  }

  private static RequestSpecification program(String key) {
    return given().header("X-API-Key", key).contentType(ContentType.JSON);
  }

  private static List<Map<String, Object>> seenBy(RequestSpecification caller) {
    return caller.get("/v1/api-calls").then().statusCode(200).extract().path("items");
  }

  @Test
  @DisplayName("a call is seen with what came of it, and without what was sent")
  void whatWasCalledIsSeen() {
    Instant before = Instant.now();
    String id =
        program(key)
            .header("traceparent", "00-" + TRACE + "-00f067aa0ba902b7-01")
            .body(Map.of("text", "A secret question"))
            .post("/v1/requests")
            .then()
            .statusCode(201)
            .extract()
            .path("id");
    integrator(community).get("/v1/requests?limit=7").then().statusCode(200);
    program(key).body(Map.of("text", 17)).post("/v1/requests").then().statusCode(400);
    program(key).get("/v1/requests/" + UUID.randomUUID()).then().statusCode(404);
    program(key).get("/v1/topics").then().statusCode(403);
    program(key).get("/v1/nothing").then().statusCode(404);
    // Neither what is refused before it is known who calls, nor a look at the calls, nor who is
    // nobody or no integration.
    program(key).body("x".repeat(300_000)).post("/v1/requests").then().statusCode(413);
    program(key).get("/v1/api-calls").then().statusCode(200);
    program("ck_" + "x".repeat(43)).get("/v1/requests").then().statusCode(401);
    operator(community).get("/v1/requests").then().statusCode(200);

    await().untilAsserted(() -> assertThat(seenBy(program(key))).hasSize(6));
    List<Map<String, Object>> seen = seenBy(integrator(community)).reversed();
    assertThat(seen)
        .extracting(call -> call.get("method") + " " + call.get("path") + " " + call.get("status"))
        .satisfies(
            calls -> assertThat(calls.get(3)).startsWith("GET /v1/requests/").endsWith(" 404"))
        .containsSequence("POST /v1/requests 201", "GET /v1/requests 200", "POST /v1/requests 400")
        .endsWith("GET /v1/topics 403", "GET /v1/nothing 404")
        .hasSize(6);
    assertThat(seen)
        .extracting(call -> call.get("problem"))
        .containsExactly(
            null,
            null,
            "The request is not valid",
            "There is no such thing here",
            "Your role may not do this",
            "There is no such thing here");
    assertThat(seen.getFirst()).containsEntry("traceId", TRACE).containsEntry("caller", "billing");
    assertThat(Instant.parse(seen.getFirst().get("at").toString()))
        .isBetween(before.minusMillis(1), Instant.now());
    assertThat(seen)
        .allSatisfy(call ->
            assertThat(((Number) call.get("durationMillis")).intValue()).isBetween(0, 60_000));
    String all = integrator(community).get("/v1/api-calls").asString();
    assertThat(all).doesNotContain("secret", key, "limit=7");
    assertThat(seen).noneSatisfy(call -> assertThat(call.get("path").toString()).endsWith(id));
  }

  @Test
  @DisplayName("a hundred are kept of each integration, the last ones")
  void aHundredAreKept() {
    Integration mine = new Integration(community, "default");
    Instant begin = Instant.parse("2026-01-01T00:00:00Z");
    for (int batch = 0; batch < 3; batch++) {
      int first = batch * 60;
      IntStream.range(first, first + 60)
          .mapToObj(i -> call(mine, begin.plusSeconds(i), "/v1/" + i))
          .forEach(remembering::remember);
      await()
          .untilAsserted(() ->
              assertThat(seenBy(program(key)))
                  .extracting(call -> call.get("path"))
                  .startsWith("/v1/" + (first + 59)));
    }
    List<Map<String, Object>> seen = seenBy(program(key));
    assertThat(seen)
        .extracting(call -> call.get("path"))
        .containsExactlyElementsOf(
            IntStream.range(80, 180).mapToObj(i -> "/v1/" + i).toList().reversed());
    await()
        .until(
            () ->
                database.<Long>read(sql ->
                    sql.one(
                        "select count(*) as n from api_call where community = ?",
                        row -> row.bigint("n"),
                        community)),
            equalTo(100L));
  }

  private static ApiCall call(Integration integration, Instant at, String path) {
    return new ApiCall(
        UUID.randomUUID(),
        integration,
        at,
        "billing",
        "GET",
        path,
        200,
        Duration.ofMillis(3),
        null,
        null);
  }

  @Test
  @DisplayName("P9: neither another integration nor another community sees a call")
  void nobodyElseSeesIt() {
    String shop = newKey("shop", "shop");
    String other = fresh("calls");
    register(other);
    program(key).get("/v1/requests").then().statusCode(200);
    await().until(() -> seenBy(program(key)).size() == 1);

    assertThat(seenBy(program(shop))).isEmpty();
    program(shop)
        .get("/v1/api-calls?integration=default")
        .then()
        .statusCode(422)
        .body("errors[0].field", equalTo("integration"))
        .body("errors[0].allowed", equalTo(List.of("shop")));
    assertThat(seenBy(integrator(other))).isEmpty();
    integrator(other).get("/v1/api-calls?integration=shop").then().statusCode(422);
    as(other, "operator").get("/v1/api-calls").then().statusCode(403);
    as(community, "contributor").get("/v1/api-calls").then().statusCode(403);

    program(shop).get("/v1/requests").then().statusCode(200);
    await().until(() -> seenBy(program(shop)).size() == 1);
    integrator(community)
        .get("/v1/api-calls?integration=shop")
        .then()
        .statusCode(200)
        .body("integration", equalTo("shop"))
        .body("integrations", equalTo(List.of("default", "shop")))
        .body("items.size()", equalTo(1))
        .body("items[0].caller", equalTo("shop"));
    assertThat(seenBy(program(key))).hasSize(1);
  }
}
