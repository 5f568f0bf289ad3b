package dev.crowdline.sla;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.everyItem;
import static org.hamcrest.Matchers.hasItem;
import static org.hamcrest.Matchers.hasSize;
import static org.hamcrest.Matchers.notNullValue;
import static org.hamcrest.Matchers.startsWith;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.crowdline.contracts.FactCodec;
import dev.crowdline.contracts.Pace;
import dev.crowdline.contracts.Policy;
import dev.crowdline.contracts.intake.CommunityRegistered;
import dev.crowdline.sla.whatif.domain.Asked;
import dev.crowdline.sla.whatif.domain.Course;
import dev.crowdline.sla.whatif.domain.Recording;
import dev.crowdline.sla.whatif.messaging.DemoHour;
import dev.crowdline.support.database.Database;
import dev.crowdline.support.testing.Parts;
import dev.crowdline.support.testing.Tokens;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.response.Response;
import io.restassured.response.ValidatableResponse;
import io.restassured.specification.RequestSpecification;
import jakarta.inject.Inject;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** Facts in, and what they would have come to out. */
@QuarkusTest
@QuarkusTestResource(Parts.class)
@Tag("service")
@DisplayName("an operator asks what a period would have come to under another policy")
class WhatIfServiceTest {
  private static final Map<String, Integer> CROWD =
      Map.of(
          "members", 40,
          "specialists", 3,
          "onlinePercent", 50,
          "acceptPercent", 60,
          "acceptSeconds", 8,
          "workSeconds", 40,
          "helpfulPercent", 90);

  @ConfigProperty(name = "kafka.bootstrap.servers")
  String bootstrap;

  @ConfigProperty(name = "crowdline.topic-prefix")
  String prefix;

  @Inject Database database;

  private final String community = Communities.name();
  private World world;

  @BeforeEach
  void connect() {
    world = new World(bootstrap, prefix);
    world.state(
        community,
        community,
        Instant.now().minus(Duration.ofDays(2)).truncatedTo(ChronoUnit.MICROS),
        new CommunityRegistered("Test", Pace.DEMO, Policy.of(Pace.DEMO), 1));
    await()
        .atMost(Duration.ofSeconds(30))
        .until(() ->
            call().get("/v1/policies/current").jsonPath().getInt("version") == 1
                && call().get("/v1/policies/current").jsonPath().get("since") != null);
  }

  @AfterEach
  void disconnect() {
    world.close();
  }

  @Test
  @DisplayName("of what its own topics recorded; a replay without a change comes near to it")
  void recorded() {
    Recording hour = DemoHour.recording();
    Duration shift =
        Duration.between(hour.until(), Instant.now().minusSeconds(5))
            .truncatedTo(ChronoUnit.MILLIS);
    List<World.Fact> facts = new ArrayList<>();
    for (DemoHour.Line line : DemoHour.lines(community)) {
      // What sla said then it says again by itself.
      if (!line.type().contains(".sla.")
          && !line.type().contains(".rewards.")
          && !line.type().contains("community")
          && !line.type().contains("api-key")
          && !line.type().contains("skill-named")) {
        facts.add(world.fact(community, line.subject(), line.at().plus(shift), line.data()));
      }
    }
    world.send(facts);
    int submitted = hour.requests().size();
    await()
        .atMost(Duration.ofMinutes(2))
        .pollInterval(Duration.ofMillis(500))
        .until(() -> heard() == submitted && untold() == 0);

    ObjectNode body = body(Policy.of(Pace.DEMO));
    body.putObject("recorded")
        .put("from", hour.from().plus(shift).toString())
        .put("to", hour.to().plus(shift).toString());
    body.put("note", "as it is");
    Response done = done(ask(body).statusCode(201).body("kind", equalTo("RECORDED")));
    List<Course> was = hour.requests().stream().filter(hour::counts).map(Asked::recorded).toList();
    JsonNode result = done.as(JsonNode.class).path("result");
    assertThat(result.path("near").asBoolean()).as("%s", result).isTrue();
    assertThat(result.path("recorded").path("requests").asInt()).isEqualTo(was.size());
    assertThat(result.path("recorded").path("answeredBy").path("COMMUNITY").asLong())
        .isEqualTo(
            was.stream()
                .filter(course -> "COMMUNITY".equals(String.valueOf(course.answeredBy())))
                .count());
    assertThat(result.path("unchanged")).hasSize(5).isEqualTo(result.path("tried"));

    // One at a time, for a minute each.
    ObjectNode slower = body.deepCopy();
    slower.withObject("policy").put("offerSeconds", 60).put("waveSize", 1);
    JsonNode tried = done(ask(slower).statusCode(201)).as(JsonNode.class).path("result");
    for (int run = 0; run < 5; run++) {
      assertThat(tried.path("tried").path(run).path("takenMedianMillis").asLong())
          .isGreaterThan(tried.path("unchanged").path(run).path("takenMedianMillis").asLong());
    }
    call()
        .get("/v1/what-ifs")
        .then()
        .statusCode(200)
        .body("items", hasSize(2))
        .body("items[1].note", equalTo("as it is"))
        .body("items.state", everyItem(equalTo("DONE")));
    // Nothing was put in force.
    call().get("/v1/policies/current").then().body("version", equalTo(1));
  }

  @Test
  @DisplayName("of a day that is supposed, and of another system's tickets")
  void supposed() {
    ObjectNode day = body(Policy.of(Pace.DEMO));
    day.putObject("generated").put("requests", 200).set("crowd", tree(CROWD));
    JsonNode result = done(ask(day).statusCode(201)).as(JsonNode.class).path("result");
    assertThat(result.has("recorded")).isFalse();
    assertThat(result.has("near")).isFalse();
    assertThat(result.path("tried").path(0).path("requests").asInt()).isEqualTo(200);

    StringBuilder csv = new StringBuilder("submitted-at,priority,topic\n");
    for (int each = 0; each < 100; each++) {
      csv.append(Instant.parse("2026-01-05T09:00:00Z").plusSeconds(each * 20L))
          .append(each % 5 == 0 ? ",HIGH" : ",NORMAL")
          .append(",Billing\n");
    }
    ObjectNode tickets = body(Policy.of(Pace.DEMO));
    tickets.putObject("tickets").put("csv", csv.toString()).set("crowd", tree(CROWD));
    Response done = done(ask(tickets).statusCode(201).body("requests", equalTo(100)));
    assertThat(
            done.as(JsonNode.class).path("result").path("tried").path(0).path("requests").asInt())
        .isEqualTo(100);
    assertThat(done.as(JsonNode.class).path("crowd").path("members").asInt()).isEqualTo(40);
  }

  @Test
  @DisplayName("what cannot be tried is refused with the field and the reason")
  void refused() {
    Instant now = Instant.now();
    ObjectNode empty = body(Policy.of(Pace.DEMO));
    refuse(empty, "recorded", "give one of recorded, generated and tickets, and no two of them");
    refuse(
        recordedBody(now.minusSeconds(7_200), now.minusSeconds(3_600)),
        "recorded.from",
        "nothing was submitted in this period");
    refuse(
        recordedBody(now.minusSeconds(60), now.minusSeconds(60)),
        "recorded.to",
        "must be after recorded.from");
    refuse(
        recordedBody(now.minusSeconds(60), now.plusSeconds(60)),
        "recorded.to",
        "lies in the future");
    refuse(
        recordedBody(now.minus(Duration.ofDays(8)), now.minusSeconds(1)),
        "recorded.to",
        "is more than seven days after recorded.from");
    ask(recordedBody(now.minus(Duration.ofDays(15)), now))
        .statusCode(422)
        .body("errors.find { it.field == 'recorded.from' }.reason", startsWith("is longer ago"));
    ObjectNode narrow = recordedBody(now.minusSeconds(60), now);
    narrow.withObject("policy").withObject("targets").withObject("HIGH").put("acceptSeconds", 0);
    ask(narrow).statusCode(400).body("errors.field", hasItem("policy.targets.HIGH.acceptSeconds"));
    ObjectNode sheet = body(Policy.of(Pace.DEMO));
    sheet.putObject("tickets").put("csv", "submitted-at\nnever\n").set("crowd", tree(CROWD));
    refuse(sheet, "tickets.csv", "line 2: submitted-at is not a time such as 2026-01-31T12:00:00Z");
    sheet
        .withObject("tickets")
        .put("csv", "submitted-at\n2020-01-01T00:00:00Z\n2026-01-01T00:00:00Z\n");
    refuse(
        sheet, "tickets.csv", "its tickets are of more than a hundred days; give a part of them");
    sheet
        .withObject("tickets")
        .put("csv", "submitted-at\n2026-01-01T00:00:00Z\n2026-03-01T00:00:00Z\n")
        .withObject("crowd")
        .put("members", 1_000);
    refuse(
        sheet,
        "tickets.crowd.members",
        "members times days are more than 10,000; give fewer members, or tickets of fewer days");
    call().get("/v1/what-ifs").then().body("items", hasSize(0));
    call().get("/v1/what-ifs/" + UUID.randomUUID()).then().statusCode(404);
  }

  @Test
  @DisplayName("P12: what a replica left when it ended is begun anew; three times, and no more")
  void leftLying() {
    ObjectNode day = body(Policy.of(Pace.DEMO));
    day.putObject("generated").put("requests", 10).set("crowd", tree(CROWD));
    UUID id = UUID.fromString(done(ask(day).statusCode(201)).jsonPath().getString("id"));
    leave(id, 1);
    await()
        .atMost(Duration.ofSeconds(30))
        .untilAsserted(
            () -> call().get("/v1/what-ifs/" + id).then().body("state", equalTo("DONE")));
    leave(id, 3);
    await()
        .atMost(Duration.ofSeconds(30))
        .untilAsserted(() ->
            call()
                .get("/v1/what-ifs/" + id)
                .then()
                .body("state", equalTo("FAILED"))
                .body("reason", startsWith("it was begun three times")));
  }

  private int heard() {
    return database.read(sql ->
        sql.query(
                "select 1 as one from request_clock where community = ? and submitted_at is not null",
                row -> row.integer("one"),
                community)
            .size());
  }

  /** What sla has stated and Kafka has not heard. */
  private int untold() {
    return database.read(sql ->
        sql.query(
                "select 1 as one from outbox where community = ?",
                row -> row.integer("one"),
                community)
            .size());
  }

  /** As a replica leaves it that was killed a moment ago. */
  private void leave(UUID id, int attempts) {
    database.transact(tx ->
        tx.update(
            """
            update what_if set state = 'RUNNING', result = null, reason = null, finished_at = null,
              percent = 40, attempts = ?, taken_until = now() - interval '1 second'
            where community = ? and id = ?
            """,
            attempts,
            community,
            id));
  }

  @Test
  @DisplayName("the same key asks once")
  void once() {
    ObjectNode day = body(Policy.of(Pace.DEMO));
    day.putObject("generated").put("requests", 10).set("crowd", tree(CROWD));
    String key = UUID.randomUUID().toString();
    String first = keyed(key, day);
    assertThat(keyed(key, day)).isEqualTo(first);
    call().get("/v1/what-ifs").then().body("items", hasSize(1));
  }

  private String keyed(String key, ObjectNode body) {
    return call()
        .header("Idempotency-Key", key)
        .contentType("application/json")
        .body(body.toString())
        .post("/v1/what-ifs")
        .then()
        .statusCode(201)
        .extract()
        .path("id");
  }

  private ObjectNode recordedBody(Instant from, Instant to) {
    ObjectNode body = body(Policy.of(Pace.DEMO));
    body.putObject("recorded").put("from", from.toString()).put("to", to.toString());
    return body;
  }

  private static ObjectNode body(Policy policy) {
    ObjectNode body = FactCodec.mapper().createObjectNode();
    body.set("policy", FactCodec.mapper().valueToTree(policy));
    return body;
  }

  private static JsonNode tree(Object value) {
    return FactCodec.mapper().valueToTree(value);
  }

  private void refuse(ObjectNode body, String field, String reason) {
    ask(body)
        .statusCode(422)
        .body("errors.find { it.field == '" + field + "' }.reason", equalTo(reason));
  }

  private ValidatableResponse ask(ObjectNode body) {
    return call().contentType("application/json").body(body.toString()).post("/v1/what-ifs").then();
  }

  private Response done(ValidatableResponse asked) {
    String id = asked.body("id", notNullValue()).extract().path("id");
    await()
        .atMost(Duration.ofMinutes(2))
        .pollInterval(Duration.ofMillis(200))
        .until(() ->
            List.of("DONE", "FAILED")
                .contains(call().get("/v1/what-ifs/" + id).jsonPath().getString("state")));
    Response response = call().get("/v1/what-ifs/" + id);
    response.then().body("state", equalTo("DONE"));
    return response;
  }

  private RequestSpecification call() {
    return given()
        .header("Authorization", "Bearer " + Tokens.of(community, "operator-1", "operator"));
  }
}
