package dev.crowdline.intake.understanding;

import static dev.crowdline.intake.testing.Calls.fresh;
import static dev.crowdline.intake.testing.Calls.integrator;
import static dev.crowdline.intake.testing.Calls.operator;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.everyItem;
import static org.hamcrest.Matchers.greaterThan;
import static org.hamcrest.Matchers.hasSize;
import static org.hamcrest.Matchers.notNullValue;
import static org.hamcrest.Matchers.nullValue;

import dev.crowdline.support.database.Database;
import dev.crowdline.support.testing.Parts;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.path.json.JsonPath;
import io.restassured.response.Response;
import jakarta.inject.Inject;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** A request whose words no keyword names, and an operator's word on what it is about. */
@QuarkusTest
@QuarkusTestResource(Parts.class)
@Tag("service")
class UnderstandingTest {
  @Inject Database database;

  private final String community = fresh("understanding");

  private void topic(String name, int level, String... examples) {
    operator(community)
        .body(
            Map.of(
                "keywords",
                List.of("keyword-of-" + name),
                "examples",
                List.of(examples),
                "needs",
                List.of(Map.of("skill", "general", "level", level))))
        .put("/v1/topics/{name}", name)
        .then()
        .statusCode(200)
        .body("examples", hasSize(examples.length));
  }

  private void taught() {
    topic(
        "outage",
        2,
        "The internet is down in our street",
        "Nothing loads since this morning, I am offline",
        "I have no connection at home",
        "Das Internet ist ausgefallen",
        "Seit heute morgen keine Verbindung zuhause");
    topic(
        "billing",
        3,
        "Why is my invoice so high this month?",
        "You debited my bank account twice",
        "I want my money back",
        "Warum ist meine Rechnung so hoch?",
        "Ihr habt das Geld zweimal vom Konto abgebucht");
    awaitLearned();
  }

  private void awaitLearned() {
    Awaitility.await("the examples are learned")
        .atMost(Duration.ofSeconds(30))
        .pollInterval(Duration.ofMillis(50))
        .until(() -> {
          JsonPath standing = operator(community).get("/v1/understanding").jsonPath();
          return !standing.getBoolean("learning");
        });
  }

  private Response ask(String text) {
    Response asked = integrator(community).body(Map.of("text", text)).post("/v1/requests");
    asked.then().statusCode(201);
    return asked;
  }

  private Response explain(String id) {
    return operator(community).get("/v1/requests/{id}/understanding", id);
  }

  private Response say(String id, String topic) {
    return operator(community).body(Map.of("topic", topic)).put("/v1/requests/{id}/topic", id);
  }

  @Test
  @DisplayName("what no keyword names has its topic in its own POST, and says why")
  void withinItsPost() {
    taught();
    String id =
        ask("Our connection at home is down since this morning")
            .then()
            .body("topic", equalTo("outage"))
            .body("understood", equalTo(true))
            .body("needs[0].level", equalTo(2))
            .extract()
            .path("id");
    explain(id)
        .then()
        .statusCode(200)
        .header("ETag", notNullValue())
        .body("topic", equalTo("outage"))
        .body("understanding.method", equalTo("model"))
        .body("understanding.because", containsString("outage"))
        .body("understanding.weighed.topics", hasSize(2))
        .body("understanding.weighed.version", greaterThan(0))
        .body("understanding.weighed.nearest", hasSize(3))
        .body("understanding.weighed.nearest.text", everyItem(notNullValue()))
        .body("confirmed", nullValue());
    ask("Die Rechnung ist diesen Monat so hoch, ich will mein Geld")
        .then()
        .body("topic", equalTo("billing"));
  }

  @Test
  @DisplayName("a keyword's verdict is never overridden")
  void keywordsComeFirst() {
    taught();
    ask("keyword-of-billing: our connection at home is down since this morning")
        .then()
        .body("topic", equalTo("billing"))
        .body("understanding.method", equalTo("keywords"))
        .body("understanding.weighed", nullValue());
  }

  @Test
  @DisplayName("a corrected request needs what its topic needs, and the next like it goes right")
  void corrected() {
    taught();
    Response asked = ask("The green lamp of my box blinks all day");
    String id = asked.path("id");
    say(id, "outages")
        .then()
        .statusCode(422)
        .body("errors[0].reason", containsString("the nearest: outage"));
    operator(community)
        .header("If-Match", "\"77\"")
        .body(Map.of("topic", "outage"))
        .put("/v1/requests/{id}/topic", id)
        .then()
        .statusCode(412);
    String wrong = "outage".equals(asked.path("topic")) ? "billing" : "outage";
    say(id, wrong)
        .then()
        .statusCode(200)
        .body("topic", equalTo(wrong))
        .body("understood", equalTo(true))
        .body("confirmed.topic", equalTo(wrong))
        .body("needs[0].level", equalTo(wrong.equals("outage") ? 2 : 3));
    ask("the green lamp of my box blinks all day!").then().body("topic", equalTo(wrong));
    assertThat(
            database.<Integer>read(sql ->
                sql.one(
                    """
                    select count(*)::int as n from act where community = ? and kind = 'TOPIC_CORRECTED'
                    """,
                    row -> row.integer("n"),
                    community)))
        .isEqualTo(1);
    say(id, wrong).then().statusCode(200);
    awaitLearned();
    ask("a green lamp of the box blinks").then().body("topic", equalTo(wrong));
  }

  @Test
  @DisplayName("a confirmed one stays as it is, and is an example")
  void confirmed() {
    taught();
    Response asked = ask("Our connection at home is down since this morning");
    String id = asked.path("id");
    say(id, "outage")
        .then()
        .statusCode(200)
        .body("version", equalTo(asked.<Integer>path("version")))
        .body("confirmed.was", equalTo("outage"));
  }

  @Test
  @DisplayName("the question of an erased request is no example any more (P13)")
  void erased() {
    taught();
    String id =
        integrator(community)
            .body(
                Map.of(
                    "text",
                    "The green lamp of my box blinks all day",
                    "customer",
                    Map.of("reference", "c-1")))
            .post("/v1/requests")
            .path("id");
    say(id, "outage").then().statusCode(200);
    String like = ask("the green lamp of my box blinks all day!").path("id");
    explain(like)
        .then()
        .body("understanding.weighed.nearest[0].text", containsString("green lamp"));
    String customer =
        operator(community)
            .body(Map.of("identifier", "c-1"))
            .post("/v1/customers/lookup")
            .path("items[0].id");
    operator(community).post("/v1/customers/{id}/erase", customer).then().statusCode(202);
    Awaitility.await("the question is forgotten")
        .atMost(Duration.ofSeconds(30))
        .pollInterval(Duration.ofMillis(50))
        .untilAsserted(() ->
            explain(like)
                .then()
                .body("understanding.weighed.nearest[0].text", nullValue())
                .body("understanding.weighed.nearest[0].requestId", equalTo(id)));
    awaitLearned();
    say(id, "billing").then().statusCode(409);
  }

  @Test
  @DisplayName("below the community's confidence nothing is said")
  void confidence() {
    taught();
    operator(community)
        .body(Map.of("confidencePercent", 101))
        .put("/v1/understanding")
        .then()
        .statusCode(400)
        .body("errors[0].field", equalTo("confidencePercent"));
    operator(community)
        .body(Map.of("confidencePercent", 100))
        .put("/v1/understanding")
        .then()
        .statusCode(200)
        .body("version", equalTo(1))
        .body("model.examples", equalTo(10));
    ask("I want to know how long the connection of my account is down")
        .then()
        .body("understood", equalTo(false))
        .body("understanding.because", containsString("nothing is said"));
    operator(community)
        .header("If-Match", "\"2\"")
        .body(Map.of("confidencePercent", 40))
        .put("/v1/understanding")
        .then()
        .statusCode(412);
  }

  @Test
  void anExampleWithoutWordsIsRefusedByItsPlace() {
    operator(community)
        .body(
            Map.of(
                "keywords",
                List.of("a"),
                "examples",
                List.of("fine", "😀"),
                "needs",
                List.of(Map.of("skill", "general", "level", 1))))
        .put("/v1/topics/any")
        .then()
        .statusCode(400)
        .body("errors[0].field", equalTo("examples[1]"));
  }

  @Test
  @DisplayName("another community sees and changes nothing of it (P9)")
  void walls() {
    taught();
    String id = ask("Our connection at home is down since this morning").path("id");
    String other = fresh("other");
    operator(other).get("/v1/requests/{id}/understanding", id).then().statusCode(404);
    operator(other)
        .body(Map.of("topic", "outage"))
        .put("/v1/requests/{id}/topic", id)
        .then()
        .statusCode(404);
    operator(other).get("/v1/understanding").then().body("model", nullValue());
    integrator(other)
        .body(Map.of("text", "Our connection at home is down since this morning"))
        .post("/v1/requests")
        .then()
        .body("understood", equalTo(false));
  }
}
