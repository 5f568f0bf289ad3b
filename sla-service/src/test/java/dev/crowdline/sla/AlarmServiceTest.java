package dev.crowdline.sla;

import static io.restassured.RestAssured.given;
import static org.awaitility.Awaitility.await;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasSize;
import static org.hamcrest.Matchers.notNullValue;
import static org.hamcrest.Matchers.nullValue;

import dev.crowdline.contracts.Channel;
import dev.crowdline.contracts.Need;
import dev.crowdline.contracts.Priority;
import dev.crowdline.contracts.RequestKind;
import dev.crowdline.contracts.Tier;
import dev.crowdline.contracts.intake.RequestCancelled;
import dev.crowdline.contracts.intake.RequestSubmitted;
import dev.crowdline.sla.alarms.WatchingAlarms;
import dev.crowdline.sla.alarms.domain.AlarmState;
import dev.crowdline.sla.alarms.persistence.RingTable;
import dev.crowdline.support.database.Database;
import dev.crowdline.support.running.Ids;
import dev.crowdline.support.testing.Parts;
import dev.crowdline.support.testing.Tokens;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.response.ValidatableResponse;
import io.restassured.specification.RequestSpecification;
import jakarta.inject.Inject;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.stream.IntStream;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** An operator is told of what an alarm watches: once, and it is remembered. */
@QuarkusTest
@QuarkusTestResource(Parts.class)
@Tag("service")
class AlarmServiceTest {
  private static final Duration PATIENCE = Duration.ofSeconds(60);

  @ConfigProperty(name = "kafka.bootstrap.servers")
  String bootstrap;

  @ConfigProperty(name = "crowdline.topic-prefix")
  String prefix;

  @Inject WatchingAlarms watching;
  @Inject RingTable rings;
  @Inject Database database;

  private final String community = Communities.name();
  private World world;

  @BeforeEach
  void connect() {
    world = new World(bootstrap, prefix);
    world.state(community, community, Instant.now(), Communities.registered(1_000, 2_000, 4_000));
  }

  @AfterEach
  void disconnect() {
    world.close();
  }

  @Test
  @DisplayName("it rings once, ends, and is remembered with who saw it and how high it went")
  void ringsOnce() {
    put("Billing waits", body("WAITING", 1, "SKILL", "billing")).statusCode(200);
    put("All", body("WAITING", 3, null, null)).statusCode(200);
    List<UUID> asked = IntStream.range(0, 3).mapToObj(i -> submit("billing")).toList();
    submit("other");
    await()
        .atMost(PATIENCE)
        .untilAsserted(() ->
            list()
                .body("items[0].alarm.name", equalTo("All"))
                .body("items[0].measured", equalTo(4))
                .body("items[0].ring", notNullValue())
                .body("items[1].measured", equalTo(3))
                .body("items[1].ring.highest", equalTo(3))
                .body("items[1].ring.endedAt", nullValue()));
    String id = list().extract().path("items[1].ring.id");
    IntStream.range(0, 5).parallel().forEach(i -> watching.look());
    list().body("items[1].ring.id", equalTo(id));
    see(id, "olga").body("seenBy", equalTo("olga"));
    see(id, "otto").body("seenBy", equalTo("olga"));

    asked.stream()
        .limit(2)
        .forEach(request ->
            world.state(
                community,
                request,
                Instant.now(),
                new RequestCancelled(RequestCancelled.By.OPERATOR, null, null)));
    await()
        .atMost(PATIENCE)
        .untilAsserted(() ->
            list()
                .body("items[1].measured", equalTo(1))
                .body("items[1].ring", nullValue())
                .body("items[0].ring", nullValue()));
    as("operator")
        .get("/v1/alarm-rings")
        .then()
        .body("items", hasSize(2))
        .body("items.find { it.name == 'Billing waits' }.id", equalTo(id))
        .body("items.find { it.name == 'Billing waits' }.highest", equalTo(3))
        .body("items.find { it.name == 'Billing waits' }.endedAt", notNullValue())
        .body("items.find { it.name == 'All' }.seenBy", nullValue());
    String elsewhere = Communities.name();
    given()
        .auth()
        .oauth2(Tokens.of(elsewhere, "olga", "operator"))
        .get("/v1/alarm-rings")
        .then()
        .body("items", hasSize(0));
  }

  @Test
  @DisplayName("who edits an alarm edits what was seen; another limit begins quiet")
  void edited() {
    submit("billing");
    put("Any", body("WAITING", 0, null, null)).header("ETag", equalTo("\"1\""));
    await().atMost(PATIENCE).untilAsserted(() -> list().body("items[0].ring", notNullValue()));
    as("operator")
        .header("If-Match", "\"7\"")
        .body(body("WAITING", 9, null, null))
        .put("/v1/alarms/Any")
        .then()
        .statusCode(412);
    as("operator")
        .header("If-Match", "\"1\"")
        .body(body("WAITING", 9, null, null))
        .put("/v1/alarms/Any")
        .then()
        .statusCode(200)
        .header("ETag", equalTo("\"2\""));
    list().body("items[0].ring", nullValue()).body("items[0].version", equalTo(2));
    as("operator").get("/v1/alarm-rings").then().body("items[0].endedAt", notNullValue());
    as("operator").delete("/v1/alarms/Any").then().statusCode(204);
    as("operator").get("/v1/alarms/Any").then().statusCode(404);
    list().body("items", hasSize(0));
    as("operator").get("/v1/alarm-rings").then().body("items", hasSize(1));
  }

  @Test
  @DisplayName("what was measured of an alarm that was edited meanwhile counts for nothing")
  void editedWhileLookedAt() {
    put("Any", body("WAITING", 9, null, null)).statusCode(200);
    RingTable.Standing before =
        database.read(sql -> rings.of(sql, community)).stream()
            .map(each ->
                new RingTable.Standing(
                    each.alarm(), each.version(), new AlarmState(Ids.next(), null, 12)))
            .findFirst()
            .orElseThrow();
    put("Any", body("WAITING", 20, null, null)).statusCode(200);
    store(before);
    list().body("items[0].ring", nullValue()).body("items[0].measured", equalTo(0));
    as("operator").get("/v1/alarm-rings").then().body("items", hasSize(0));

    // The same of the version that stands rings.
    store(new RingTable.Standing(before.alarm(), before.version() + 1, before.state()));
    as("operator").get("/v1/alarm-rings").then().body("items", hasSize(1));
  }

  private void store(RingTable.Standing standing) {
    database.transact(tx -> {
      rings.store(tx, community, List.of(standing), Instant.now());
      return null;
    });
  }

  @Test
  @DisplayName("what is wrong is refused by its name, and for operators only")
  void refusals() {
    refused("Any", body("NOTHING", 1, null, null), 400, "watched");
    refused("Any", body("WAITING", -1, null, null), 400, "above");
    refused("Any", body("WAITING", 1, "SKILL", null), 422, "value");
    refused("Any", body("WAITING", 1, null, "billing"), 422, "by");
    refused("Any", body("WAITING", 1, "SKILL", "a\u0000"), 400, "value");
    refused("x".repeat(61), body("WAITING", 1, null, null), 400, "name");
    put("Any", body("WAITING", 1, null, null)).statusCode(200);
    put("ANY", body("WAITING", 1, null, null)).statusCode(409);
    as("specialist").get("/v1/alarms").then().statusCode(403);
    as("operator").post("/v1/alarm-rings/" + Ids.next() + "/acknowledge").then().statusCode(404);
  }

  private void refused(String name, Map<String, Object> body, int status, String field) {
    put(name, body).statusCode(status).body("errors[0].field", containsString(field));
  }

  private static Map<String, Object> body(String watched, long above, String by, String value) {
    Map<String, Object> body = new HashMap<>();
    body.put("watched", watched);
    body.put("above", above);
    body.put("afterSeconds", 0);
    if (by != null) {
      body.put("by", by);
    }
    if (value != null) {
      body.put("value", value);
    }
    return body;
  }

  private ValidatableResponse put(String name, Map<String, Object> body) {
    return as("operator").body(body).put("/v1/alarms/{name}", name).then();
  }

  private ValidatableResponse list() {
    return as("operator").get("/v1/alarms").then().statusCode(200);
  }

  private ValidatableResponse see(String id, String who) {
    return given()
        .auth()
        .oauth2(Tokens.of(community, who, "operator"))
        .post("/v1/alarm-rings/" + id + "/acknowledge")
        .then()
        .statusCode(200);
  }

  private RequestSpecification as(String role) {
    return given()
        .auth()
        .oauth2(Tokens.of(community, "olga", role))
        .contentType("application/json");
  }

  private UUID submit(String skill) {
    UUID id = Ids.next();
    world.state(
        community,
        id,
        Instant.now(),
        new RequestSubmitted(
            RequestKind.REQUEST,
            Channel.API,
            "en",
            Priority.NORMAL,
            Tier.COMMUNITY,
            List.of(new Need(skill, 2)),
            null,
            false,
            Ids.next(),
            "Blue Heron",
            Map.of(),
            Ids.next(),
            "Who waits?",
            null,
            null));
    return id;
  }
}
